using Farol.Access.Accounts;
using Farol.Access.Roles;

namespace Farol.Access.Profile;

/// <summary>A user as the user sees himself.</summary>
internal sealed class ProfileBody
{
    public required string UserId { get; init; }

    public required string Email { get; init; }

    public string? TenantId { get; init; }

    /// <summary>In that tenant; <c>platform</c> for an administrator of the installation.</summary>
    public string? Role { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required bool MustChangePassword { get; init; }

    /// <summary>Every tenant with the role held there.</summary>
    public required IReadOnlyDictionary<string, string> Memberships { get; init; }

    public static ProfileBody From(Account account, Caller caller) => new()
    {
        UserId = account.User.Id,
        Email = account.User.Email,
        TenantId = caller.TenantId,
        Role = caller.RoleName(),
        FirstName = account.User.FirstName,
        LastName = account.User.LastName,
        MustChangePassword = account.User.MustChangePassword,
        Memberships = account.Memberships.ToDictionary(m => m.Key, m => m.Value.ToName(), StringComparer.Ordinal),
    };
}

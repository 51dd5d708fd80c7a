using System.Text;
using Farol.Access.Problems;
using Farol.Access.Roles;

namespace Farol.Access.Users;

/// <summary>A user as one tenant sees it, or, with no tenant, as the platform does.</summary>
internal sealed class MemberRow
{
    public const string Columns = """
        u.id, u.email, u.first_name AS FirstName, u.last_name AS LastName, u.disabled, u.must_change_password AS MustChangePassword,
        u.is_platform AS IsPlatform, u.version, u.created_at_ms AS CreatedAtMs, u.last_login_at_ms AS LastLoginAtMs
        """;

    public string Id { get; init; } = "";

    public string Email { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public bool Disabled { get; init; }

    public bool MustChangePassword { get; init; }

    public bool IsPlatform { get; init; }

    public long Version { get; init; }

    public long CreatedAtMs { get; init; }

    public long? LastLoginAtMs { get; init; }

    public string? TenantId { get; init; }

    /// <summary>In that tenant.</summary>
    public string? RoleName { get; init; }

    public Role? Role => RoleNames.Parse(RoleName);

    public string Tag() => EntityTags.Of(Encoding.UTF8.GetBytes($"{Id} {TenantId} {RoleName} {Disabled} {IsPlatform} {Version}"));
}

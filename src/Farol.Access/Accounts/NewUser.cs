using Farol.Access.Roles;

namespace Farol.Access.Accounts;

/// <summary>A user to be created.</summary>
public sealed record NewUser(string Email, string Password, string TenantId, Role Role)
{
    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    /// <summary>The password was chosen by somebody else: the user has to replace it first.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>Administrator of the whole installation.</summary>
    public bool IsPlatform { get; init; }

    /// <summary>The password stays out of logs.</summary>
    public override string ToString() => $"{Email} ({Role.ToName()} of {TenantId})";
}

namespace Farol.Access.Accounts;

/// <summary>A row of the table <c>users</c>.</summary>
internal sealed class UserRow
{
    public const string Columns = """
        id, email, first_name AS FirstName, last_name AS LastName, password_hash AS PasswordHash,
        must_change_password AS MustChangePassword, disabled, is_platform AS IsPlatform, version
        """;

    public string Id { get; init; } = "";

    public string Email { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string PasswordHash { get; init; } = "";

    public bool MustChangePassword { get; init; }

    public bool Disabled { get; init; }

    public bool IsPlatform { get; init; }

    public long Version { get; init; }
}

namespace Farol.Access.Users;

/// <summary>A user as the API shows it.</summary>
internal sealed class UserBody
{
    public required string UserId { get; init; }

    public required string Email { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    /// <summary>Null in the list of all users, where <see cref="Memberships"/> has each.</summary>
    public string? TenantId { get; init; }

    public string? Role { get; init; }

    /// <summary>Administrator of the installation; null where a tenant asks.</summary>
    public bool? Platform { get; init; }

    /// <summary>Every tenant with the role there; null where a tenant asks, which does not learn of the others.</summary>
    public IReadOnlyDictionary<string, string>? Memberships { get; init; }

    public required bool Disabled { get; init; }

    /// <summary>Somebody else chose the password, or none was chosen yet.</summary>
    public required bool MustChangePassword { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Null: never.</summary>
    public required DateTime? LastLoginAt { get; init; }

    /// <summary>The one-time link of a user who was just made without a password; shown this once.</summary>
    public LinkBody? Link { get; init; }

    public static UserBody From(MemberRow row, LinkBody? link = null) => Make(row, link, null);

    /// <summary>As the platform sees it.</summary>
    public static UserBody From(MemberRow row, IReadOnlyDictionary<string, string> memberships, LinkBody? link = null) => Make(row, link, memberships);

    private static UserBody Make(MemberRow row, LinkBody? link, IReadOnlyDictionary<string, string>? memberships) => new()
    {
        UserId = row.Id,
        Email = row.Email,
        FirstName = row.FirstName,
        LastName = row.LastName,
        TenantId = row.TenantId,
        Role = row.RoleName,
        Platform = memberships is null ? null : row.IsPlatform,
        Memberships = memberships,
        Disabled = row.Disabled,
        MustChangePassword = row.MustChangePassword,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAtMs).UtcDateTime,
        LastLoginAt = row.LastLoginAtMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime : null,
        Link = link,
    };
}

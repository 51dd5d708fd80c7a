namespace Farol.Access.Keys;

/// <summary>A key as the API shows it.</summary>
internal sealed class KeyBody
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>How the key begins, so that its holder knows it again.</summary>
    public required string Prefix { get; init; }

    public required string TenantId { get; init; }

    /// <summary>What it may do at most: less where its maker may less now.</summary>
    public required string Role { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    /// <summary>Null: never.</summary>
    public required DateTime? LastUsedAt { get; init; }

    /// <summary>The key itself, in the answer that makes it and never again.</summary>
    public string? Key { get; init; }

    public static KeyBody From(KeyRow row, long? lastUsedAtMs, string? key = null) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Prefix = row.Prefix,
        TenantId = row.TenantId,
        Role = row.Role,
        CreatedBy = row.Email,
        CreatedAt = Time(row.CreatedAtMs),
        ExpiresAt = Time(row.ExpiresAtMs),
        LastUsedAt = lastUsedAtMs is { } at ? Time(at) : null,
        Key = key,
    };

    public override string ToString() => Prefix;

    private static DateTime Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime;
}

namespace Farol.Access.Keys;

/// <summary>Body of <c>POST /api/keys</c>.</summary>
internal sealed class KeyCreation
{
    public string? Name { get; init; }

    /// <summary>At most the caller's own.</summary>
    public string? Role { get; init; }

    /// <summary>Left out: a year from now.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

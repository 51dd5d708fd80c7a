namespace Farol.Access.Sessions;

/// <summary>A live session as the API shows it. Its id opens nothing.</summary>
internal sealed class SessionBody
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string Email { get; init; }

    public required string TenantId { get; init; }

    /// <summary><c>token</c> or <c>cookie</c>.</summary>
    public required string Kind { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public required string? Address { get; init; }

    public required string? UserAgent { get; init; }

    /// <summary>The one that asks.</summary>
    public required bool Current { get; init; }

    public static SessionBody From(SessionRow row, string? currentId) => new()
    {
        Id = row.Id,
        UserId = row.UserId,
        Email = row.Email,
        TenantId = row.TenantId,
        Kind = row.Kind,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAtMs).UtcDateTime,
        ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAtMs).UtcDateTime,
        Address = row.Address,
        UserAgent = row.UserAgent,
        Current = row.Id == currentId,
    };
}

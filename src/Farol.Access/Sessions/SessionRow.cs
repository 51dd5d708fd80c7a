namespace Farol.Access.Sessions;

/// <summary>A row of the table <c>sessions</c>.</summary>
internal sealed class SessionRow
{
    public const string Columns = """
        id, user_id AS UserId, tenant_id AS TenantId, kind, created_at_ms AS CreatedAtMs, expires_at_ms AS ExpiresAtMs,
        ended_at_ms AS EndedAtMs, address, user_agent AS UserAgent
        """;

    /// <summary>With whose it is, for lists: of <c>sessions s JOIN users u</c>.</summary>
    public const string ListColumns = """
        s.id, s.user_id AS UserId, s.tenant_id AS TenantId, s.kind, s.created_at_ms AS CreatedAtMs, s.expires_at_ms AS ExpiresAtMs,
        s.ended_at_ms AS EndedAtMs, s.address, s.user_agent AS UserAgent, u.email
        """;

    public string Id { get; init; } = "";

    public string UserId { get; init; } = "";

    public string TenantId { get; init; } = "";

    public string Kind { get; init; } = "";

    public long CreatedAtMs { get; init; }

    public long ExpiresAtMs { get; init; }

    public long? EndedAtMs { get; init; }

    /// <summary>Filled in lists only.</summary>
    public string Email { get; init; } = "";

    public string? Address { get; init; }

    public string? UserAgent { get; init; }
}

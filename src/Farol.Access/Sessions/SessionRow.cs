namespace Farol.Access.Sessions;

/// <summary>A row of the table <c>sessions</c>.</summary>
internal sealed class SessionRow
{
    public const string Columns = """
        id, user_id AS UserId, tenant_id AS TenantId, kind, created_at_ms AS CreatedAtMs, expires_at_ms AS ExpiresAtMs,
        ended_at_ms AS EndedAtMs, address, user_agent AS UserAgent
        """;

    public string Id { get; init; } = "";

    public string UserId { get; init; } = "";

    public string TenantId { get; init; } = "";

    public string Kind { get; init; } = "";

    public long CreatedAtMs { get; init; }

    public long ExpiresAtMs { get; init; }

    public long? EndedAtMs { get; init; }

    public string? Address { get; init; }

    public string? UserAgent { get; init; }
}

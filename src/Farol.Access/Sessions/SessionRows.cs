using Farol.Store.Databases;

namespace Farol.Access.Sessions;

/// <summary>The statements about sessions, to be used inside units.</summary>
internal static class SessionRows
{
    public static Task InsertAsync(DatabaseUnit unit, SessionRow row) => unit.ExecuteAsync(
        """
        INSERT INTO sessions (id, user_id, tenant_id, kind, created_at_ms, expires_at_ms, address, user_agent)
        VALUES (@Id, @UserId, @TenantId, @Kind, @CreatedAtMs, @ExpiresAtMs, @Address, @UserAgent)
        """,
        row);

    public static Task<SessionRow?> FindAsync(DatabaseUnit unit, string id) => unit.FirstOrDefaultAsync<SessionRow>(
        $"SELECT {SessionRow.Columns} FROM sessions WHERE id = @id", new { id });

    public static async Task<IReadOnlyList<SessionRow>> ListLiveAsync(DatabaseUnit unit, long nowMs) =>
        [.. await unit.QueryAsync<SessionRow>(
            $"SELECT {SessionRow.Columns} FROM sessions WHERE ended_at_ms IS NULL AND expires_at_ms > @nowMs", new { nowMs })];

    /// <summary>Ends sessions of a user, all but one if given; answers which.</summary>
    public static async Task<IReadOnlyList<string>> EndAllAsync(
        DatabaseUnit unit, string userId, string reason, long nowMs, string? exceptId = null) =>
        [.. await unit.QueryAsync<string>(
            """
            UPDATE sessions SET ended_at_ms = @nowMs, end_reason = @reason
            WHERE user_id = @userId AND ended_at_ms IS NULL AND (@exceptId IS NULL OR id <> @exceptId) RETURNING id
            """,
            new { userId, reason, nowMs, exceptId })];

    /// <summary>Ends the sessions of all members of a tenant, also those that work in another: their roles are not what they were.</summary>
    public static async Task<IReadOnlyList<string>> EndOfTenantAsync(DatabaseUnit unit, string tenantId, string reason, long nowMs) =>
        [.. await unit.QueryAsync<string>(
            """
            UPDATE sessions SET ended_at_ms = @nowMs, end_reason = @reason
            WHERE ended_at_ms IS NULL
              AND (tenant_id = @tenantId OR user_id IN (SELECT user_id FROM memberships WHERE tenant_id = @tenantId)) RETURNING id
            """,
            new { tenantId, reason, nowMs })];

    /// <summary>Ends the oldest sessions of a user beyond a number; answers which.</summary>
    public static async Task<IReadOnlyList<string>> EndOldestAsync(DatabaseUnit unit, string userId, int maxSessions, long nowMs) =>
        [.. await unit.QueryAsync<string>(
            """
            UPDATE sessions SET ended_at_ms = @nowMs, end_reason = @reason
            WHERE id IN (
              SELECT id FROM sessions WHERE user_id = @userId AND ended_at_ms IS NULL
              ORDER BY created_at_ms DESC, id LIMIT 9223372036854775807 OFFSET @maxSessions) RETURNING id
            """,
            new { userId, maxSessions, nowMs, reason = SessionEnds.TooMany })];

    public static Task<int> EndAsync(DatabaseUnit unit, string id, string reason, long nowMs) => unit.ExecuteAsync(
        "UPDATE sessions SET ended_at_ms = @nowMs, end_reason = @reason WHERE id = @id AND ended_at_ms IS NULL",
        new { id, reason, nowMs });

    public static Task ExtendAsync(DatabaseUnit unit, string id, long expiresAtMs) => unit.ExecuteAsync(
        "UPDATE sessions SET expires_at_ms = @expiresAtMs WHERE id = @id", new { id, expiresAtMs });

    public static Task<RefreshRow?> FindRefreshAsync(DatabaseUnit unit, byte[] hash) => unit.FirstOrDefaultAsync<RefreshRow>(
        """
        SELECT session_id AS SessionId, expires_at_ms AS ExpiresAtMs, used_at_ms AS UsedAtMs
        FROM refresh_tokens WHERE hash = @hash
        """,
        new { hash });

    public static Task UseRefreshAsync(DatabaseUnit unit, byte[] hash, long nowMs) => unit.ExecuteAsync(
        "UPDATE refresh_tokens SET used_at_ms = @nowMs WHERE hash = @hash", new { hash, nowMs });

    public static Task InsertRefreshAsync(DatabaseUnit unit, byte[] hash, string sessionId, long nowMs, long expiresAtMs) =>
        unit.ExecuteAsync(
            """
            INSERT INTO refresh_tokens (hash, session_id, created_at_ms, expires_at_ms)
            VALUES (@hash, @sessionId, @nowMs, @expiresAtMs)
            """,
            new { hash, sessionId, nowMs, expiresAtMs });

    /// <summary>Drops sessions, with their refresh tokens, that expired before a moment.</summary>
    public static Task<int> DeleteExpiredAsync(DatabaseUnit unit, long beforeMs) => unit.ExecuteAsync(
        "DELETE FROM sessions WHERE expires_at_ms < @beforeMs", new { beforeMs });
}

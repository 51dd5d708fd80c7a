using Farol.Store.Databases;

namespace Farol.Access.Keys;

/// <summary>The statements about keys, to be used inside units.</summary>
internal static class KeyRows
{
    private const string WithMaker = "FROM api_keys k JOIN users u ON u.id = k.user_id";

    /// <summary>Of every tenant: for the index.</summary>
    public static async Task<IReadOnlyList<KeyRow>> ListLiveAsync(DatabaseUnit unit, long nowMs) =>
        [.. await unit.QueryAsync<KeyRow>(
            $"""
            SELECT {KeyRow.Columns}, m.role AS MemberRole {WithMaker} AND NOT u.disabled
            JOIN tenants t ON t.id = k.tenant_id AND t.active
            LEFT JOIN memberships m ON m.user_id = k.user_id AND m.tenant_id = k.tenant_id
            WHERE k.expires_at_ms > @nowMs
            """,
            new { nowMs })];

    /// <param name="makerId">Null: whoever made it.</param>
    public static async Task<IReadOnlyList<KeyRow>> ListAsync(DatabaseUnit unit, string tenantId, string? makerId, long skip, int take) =>
        [.. await unit.QueryAsync<KeyRow>(
            $"SELECT {KeyRow.Columns} {WithMaker} WHERE k.tenant_id = @tenantId{Of(makerId)} ORDER BY k.created_at_ms DESC, k.id LIMIT @take OFFSET @skip",
            new { tenantId, makerId, skip, take })];

    public static Task<long> CountAsync(DatabaseUnit unit, string tenantId, string? makerId) => unit.ScalarAsync<long>(
        $"SELECT COUNT(*) FROM api_keys k WHERE k.tenant_id = @tenantId{Of(makerId)}", new { tenantId, makerId });

    public static Task<KeyRow?> FindAsync(DatabaseUnit unit, string tenantId, string id) => unit.FirstOrDefaultAsync<KeyRow>(
        $"SELECT {KeyRow.Columns} {WithMaker} WHERE k.tenant_id = @tenantId AND k.id = @id", new { tenantId, id });

    /// <summary>Whether any tenant has it: for the report of an attempt, not for an answer.</summary>
    public static Task<bool> ExistsAsync(DatabaseUnit unit, string id) =>
        unit.ScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM api_keys WHERE id = @id)", new { id });

    public static Task InsertAsync(DatabaseUnit unit, KeyRow row) => unit.ExecuteAsync(
        """
        INSERT INTO api_keys (id, tenant_id, user_id, name, prefix, hash, role, created_at_ms, expires_at_ms)
        VALUES (@Id, @TenantId, @UserId, @Name, @Prefix, @Hash, @Role, @CreatedAtMs, @ExpiresAtMs)
        """,
        new { row.Id, row.TenantId, row.UserId, row.Name, row.Prefix, row.Hash, row.Role, row.CreatedAtMs, row.ExpiresAtMs });

    public static Task DeleteAsync(DatabaseUnit unit, string tenantId, string id) =>
        unit.ExecuteAsync("DELETE FROM api_keys WHERE tenant_id = @tenantId AND id = @id", new { tenantId, id });

    public static Task SetUsedAsync(DatabaseUnit unit, string id, long usedAtMs) =>
        unit.ExecuteAsync("UPDATE api_keys SET last_used_at_ms = @usedAtMs WHERE id = @id", new { id, usedAtMs });

    private static string Of(string? makerId) => makerId is null ? "" : " AND k.user_id = @makerId";
}

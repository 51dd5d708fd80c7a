using Farol.Store.Databases;
using Farol.Store.Migrations;

namespace Farol.Control.Backends;

/// <summary>The statements about backends that drain before they are removed.</summary>
internal static class RemovalRows
{
    public static readonly Migration Migration = new("backends/0001-removals", """
        CREATE TABLE backend_removals (
          tenant_id TEXT NOT NULL,
          backend_id TEXT NOT NULL,
          actor TEXT NOT NULL,
          since_ms INTEGER NOT NULL,
          until_ms INTEGER NOT NULL,
          PRIMARY KEY (tenant_id, backend_id)) STRICT, WITHOUT ROWID;
        """, """
        CREATE TABLE backend_removals (
          tenant_id TEXT NOT NULL,
          backend_id TEXT NOT NULL,
          actor TEXT NOT NULL,
          since_ms BIGINT NOT NULL,
          until_ms BIGINT NOT NULL,
          PRIMARY KEY (tenant_id, backend_id));
        """);

    /// <summary>Of every tenant: the program itself removes them.</summary>
    public static async Task<IReadOnlyList<RemovalRow>> ListAllAsync(DatabaseUnit unit) =>
    [
        .. await unit.QueryAsync<RemovalRow>(
            "SELECT tenant_id AS TenantId, backend_id AS BackendId, actor AS Actor, since_ms AS SinceMs, until_ms AS UntilMs FROM backend_removals ORDER BY since_ms"),
    ];

    /// <summary>A backend that drains already keeps its time.</summary>
    public static Task InsertAsync(DatabaseUnit unit, string tenantId, RemovalRow row) => unit.ExecuteAsync(
        """
        INSERT INTO backend_removals (tenant_id, backend_id, actor, since_ms, until_ms) VALUES (@tenantId, @BackendId, @Actor, @SinceMs, @UntilMs)
        ON CONFLICT (tenant_id, backend_id) DO NOTHING
        """,
        new { tenantId, row.BackendId, row.Actor, row.SinceMs, row.UntilMs });

    public static Task DeleteAsync(DatabaseUnit unit, string tenantId, string backendId) => unit.ExecuteAsync(
        "DELETE FROM backend_removals WHERE tenant_id = @tenantId AND backend_id = @backendId", new { tenantId, backendId });
}

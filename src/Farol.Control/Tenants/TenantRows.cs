using Farol.Store.Databases;

namespace Farol.Control.Tenants;

/// <summary>The statements about tenants, to be used inside units.</summary>
internal static class TenantRows
{
    public static Task<TenantRow?> FindAsync(DatabaseUnit unit, string tenantId) => unit.FirstOrDefaultAsync<TenantRow>(
        $"SELECT {TenantRow.Columns} FROM tenants WHERE id = @tenantId", new { tenantId });

    /// <summary>Of every tenant: for administrators of the installation alone.</summary>
    public static async Task<IReadOnlyList<TenantRow>> ListAllAsync(DatabaseUnit unit, bool withDeleted) =>
        [.. await unit.QueryAsync<TenantRow>(
            $"SELECT {TenantRow.Columns} FROM tenants{(withDeleted ? "" : " WHERE deleted_at_ms IS NULL")} ORDER BY id")];

    /// <summary>One statement a tenant: a list in a parameter is written differently in each database, and nobody owns many.</summary>
    public static async Task<IReadOnlyList<TenantRow>> ListAsync(DatabaseUnit unit, IEnumerable<string> tenantIds)
    {
        var found = new List<TenantRow>();
        foreach (var tenantId in tenantIds)
        {
            if (await FindAsync(unit, tenantId) is { DeletedAtMs: null } row)
            {
                found.Add(row);
            }
        }

        return found;
    }

    public static Task<int> CountAsync(DatabaseUnit unit) => unit.ScalarAsync<int>("SELECT CAST(COUNT(*) AS BIGINT) FROM tenants");

    public static Task InsertAsync(DatabaseUnit unit, TenantRow row) => unit.ExecuteAsync(
        """
        INSERT INTO tenants (id, name, active, created_at_ms, plan, contact_email, max_requests_per_second, max_burst_size,
          max_routes, max_backends, backend_networks)
        VALUES (@Id, @Name, @Active, @CreatedAtMs, @Plan, @ContactEmail, @MaxRequestsPerSecond, @MaxBurstSize,
          @MaxRoutes, @MaxBackends, @BackendNetworks)
        """,
        new
        {
            row.Id,
            row.Name,
            row.Active,
            row.CreatedAtMs,
            row.Plan,
            row.ContactEmail,
            row.MaxRequestsPerSecond,
            row.MaxBurstSize,
            row.MaxRoutes,
            row.MaxBackends,
            row.BackendNetworks,
        });

    public static Task UpdateAsync(DatabaseUnit unit, TenantRow row) => unit.ExecuteAsync(
        """
        UPDATE tenants SET name = @Name, active = @Active, plan = @Plan, contact_email = @ContactEmail,
          max_requests_per_second = @MaxRequestsPerSecond, max_burst_size = @MaxBurstSize, max_routes = @MaxRoutes,
          max_backends = @MaxBackends, backend_networks = @BackendNetworks, deleted_at_ms = @DeletedAtMs, version = version + 1
        WHERE id = @Id
        """,
        new
        {
            row.Name,
            row.Active,
            row.Plan,
            row.ContactEmail,
            row.MaxRequestsPerSecond,
            row.MaxBurstSize,
            row.MaxRoutes,
            row.MaxBackends,
            row.BackendNetworks,
            row.DeletedAtMs,
            row.Id,
        });
}

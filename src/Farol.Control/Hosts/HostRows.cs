using Farol.Store.Databases;
using Farol.Store.Migrations;

namespace Farol.Control.Hosts;

/// <summary>The statements about claims to host names. A claim is proven where it has a method, and by one tenant at a time.</summary>
internal static class HostRows
{
    private const string Columns =
        """
        tenant_id AS TenantId, host AS Host, token AS Token, method AS Method, created_at_ms AS CreatedAtMs, proven_at_ms AS ProvenAtMs,
        checked_at_ms AS CheckedAtMs, failing_since_ms AS FailingSinceMs, problem AS Problem
        """;

    public static readonly Migration Migration = new("hosts/0001-claims", """
        CREATE TABLE host_claims (
          tenant_id TEXT NOT NULL,
          host TEXT NOT NULL,
          token TEXT NOT NULL,
          method TEXT CHECK (method IN ('dns', 'platform')),
          created_at_ms INTEGER NOT NULL,
          proven_at_ms INTEGER,
          checked_at_ms INTEGER,
          failing_since_ms INTEGER,
          problem TEXT,
          PRIMARY KEY (tenant_id, host)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX host_claims_owner ON host_claims (host) WHERE method IS NOT NULL;
        """, """
        CREATE TABLE host_claims (
          tenant_id TEXT NOT NULL,
          host TEXT NOT NULL,
          token TEXT NOT NULL,
          method TEXT CHECK (method IN ('dns', 'platform')),
          created_at_ms BIGINT NOT NULL,
          proven_at_ms BIGINT,
          checked_at_ms BIGINT,
          failing_since_ms BIGINT,
          problem TEXT,
          PRIMARY KEY (tenant_id, host));
        CREATE UNIQUE INDEX host_claims_owner ON host_claims (host) WHERE method IS NOT NULL;
        """);

    public static Task<HostClaim?> FindAsync(DatabaseUnit unit, string tenantId, string host) => unit.FirstOrDefaultAsync<HostClaim>(
        $"SELECT {Columns} FROM host_claims WHERE tenant_id = @tenantId AND host = @host", new { tenantId, host });

    /// <summary>Whoever has proven exactly this name, of all tenants: that is the question.</summary>
    public static Task<HostClaim?> FindOwnerAsync(DatabaseUnit unit, string host) => unit.FirstOrDefaultAsync<HostClaim>(
        $"SELECT {Columns} FROM host_claims WHERE host = @host AND method IS NOT NULL", new { host });

    public static async Task<IReadOnlyList<HostClaim>> ListAsync(DatabaseUnit unit, string tenantId) =>
        [.. await unit.QueryAsync<HostClaim>($"SELECT {Columns} FROM host_claims WHERE tenant_id = @tenantId ORDER BY host", new { tenantId })];

    /// <summary>Of every tenant, for administrators of the installation and for the keeper.</summary>
    public static async Task<IReadOnlyList<HostClaim>> ListAllAsync(DatabaseUnit unit) =>
        [.. await unit.QueryAsync<HostClaim>($"SELECT {Columns} FROM host_claims ORDER BY tenant_id, host")];

    /// <summary>Proven by DNS, or still waited for, and not looked at since.</summary>
    public static async Task<IReadOnlyList<HostClaim>> ListDueAsync(DatabaseUnit unit, long provenBeforeMs, long pendingBeforeMs, int most) =>
    [
        .. await unit.QueryAsync<HostClaim>(
            $"""
            SELECT {Columns} FROM host_claims
            WHERE (method = 'dns' AND (checked_at_ms IS NULL OR checked_at_ms < @provenBeforeMs))
               OR (method IS NULL AND (checked_at_ms IS NULL OR checked_at_ms < @pendingBeforeMs))
            ORDER BY checked_at_ms LIMIT @most
            """,
            new { provenBeforeMs, pendingBeforeMs, most }),
    ];

    public static Task<int> InsertAsync(DatabaseUnit unit, string tenantId, HostClaim claim) => unit.ExecuteAsync(
        """
        INSERT INTO host_claims (tenant_id, host, token, created_at_ms) VALUES (@tenantId, @Host, @Token, @CreatedAtMs)
        ON CONFLICT (tenant_id, host) DO NOTHING
        """,
        new { tenantId, claim.Host, claim.Token, claim.CreatedAtMs });

    /// <summary>What may change of a claim: everything but whose it is and its token.</summary>
    public static Task<int> UpdateAsync(DatabaseUnit unit, string tenantId, HostClaim claim) => unit.ExecuteAsync(
        """
        UPDATE host_claims SET method = @Method, proven_at_ms = @ProvenAtMs, checked_at_ms = @CheckedAtMs, failing_since_ms = @FailingSinceMs, problem = @Problem
        WHERE tenant_id = @tenantId AND host = @Host
        """,
        new { tenantId, claim.Host, claim.Method, claim.ProvenAtMs, claim.CheckedAtMs, claim.FailingSinceMs, claim.Problem });

    public static Task<int> DeleteAsync(DatabaseUnit unit, string tenantId, string host) => unit.ExecuteAsync(
        "DELETE FROM host_claims WHERE tenant_id = @tenantId AND host = @host", new { tenantId, host });
}

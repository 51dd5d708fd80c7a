using Farol.Access.Auditing;
using Farol.Store.Databases;

namespace Farol.Control.Security.Blocks;

/// <summary>The entries in the state database, each change with its audit entry.</summary>
internal sealed class BlockStore(IStateDatabase database, IAudit audit)
{
    /// <summary>Everybody's entries, for the gateways.</summary>
    public async Task<IReadOnlyList<BlockEntry>> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<BlockRow>($"SELECT {BlockRow.Columns} FROM security_blocks", null, cancellationToken);
        return [.. rows.Select(r => r.ToEntry()).OfType<BlockEntry>()];
    }

    public Task AddAsync(BlockEntry entry, AuditEntry done, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            await unit.ExecuteAsync(
                """
                INSERT INTO security_blocks (id, tenant_id, network, action, origin, reason, rule, created_at_ms, created_by, expires_at_ms)
                VALUES (@Id, @TenantId, @Network, @Action, @Origin, @Reason, @Rule, @CreatedAtMs, @CreatedBy, @ExpiresAtMs)
                """,
                BlockRow.Of(entry));
            await audit.WriteAsync(unit, done);
        },
        cancellationToken);

    public Task ChangeAsync(string tenantId, BlockEntry entry, AuditEntry done, CancellationToken cancellationToken)
    {
        var row = BlockRow.Of(entry);
        return database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync(
                    """
                    UPDATE security_blocks SET network = @Network, action = @Action, reason = @Reason, expires_at_ms = @ExpiresAtMs
                    WHERE id = @Id AND tenant_id = @tenantId
                    """,
                    new { row.Network, row.Action, row.Reason, row.ExpiresAtMs, row.Id, tenantId });
                await audit.WriteAsync(unit, done);
            },
            cancellationToken);
    }

    public Task RemoveAsync(string tenantId, string id, AuditEntry done, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            await unit.ExecuteAsync("DELETE FROM security_blocks WHERE id = @id AND tenant_id = @tenantId", new { id, tenantId });
            await audit.WriteAsync(unit, done);
        },
        cancellationToken);

    /// <summary>Removes everybody's entries that have ended.</summary>
    public Task RemoveEndedAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.ExecuteAsync(
        "DELETE FROM security_blocks WHERE expires_at_ms <= @now", new { now = now.ToUnixTimeMilliseconds() }, cancellationToken);
}

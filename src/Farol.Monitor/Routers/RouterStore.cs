using System.Text.Json;
using Farol.Access.Auditing;
using Farol.Monitor.Answers;
using Farol.Store.Databases;
using Farol.Store.Secrets;

namespace Farol.Monitor.Routers;

/// <summary>Routers added by the API, in state.db; their secrets sealed, each bound to its router.</summary>
internal sealed class RouterStore(IStateDatabase database, ISecretBox box, IAudit audit, TimeProvider time)
{
    public Task<IReadOnlyList<StoredRouter>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredRouter>>(async unit =>
        {
            var rows = await unit.QueryAsync<Row>("SELECT id AS Id, definition AS Definition, secrets AS Secrets, version AS Version FROM monitor_router ORDER BY id");
            return [.. rows.Select(Read)];
        }, cancellationToken);

    /// <summary>Keeps the router and the audit entry together.</summary>
    /// <param name="version">The version it replaces; 0 for a new router.</param>
    /// <returns>The new version, or null when <paramref name="version"/> is not the stored one.</returns>
    public Task<long?> SaveAsync(RouterDefinition router, long version, AuditEntry entry, CancellationToken cancellationToken) =>
        database.WriteAsync<long?>(async unit =>
        {
            var changed = version == 0 ? await InsertAsync(unit, router) : await UpdateAsync(unit, router, version);
            if (changed == 0)
            {
                return null;
            }

            await audit.WriteAsync(unit, entry);
            return version + 1;
        }, cancellationToken);

    public Task<bool> DeleteAsync(string id, long version, AuditEntry entry, CancellationToken cancellationToken) =>
        database.WriteAsync(async unit =>
        {
            var removed = await unit.ExecuteAsync("DELETE FROM monitor_router WHERE id = @id AND version = @version", new { id, version });
            if (removed > 0)
            {
                await audit.WriteAsync(unit, entry);
            }

            return removed > 0;
        }, cancellationToken);

    private Task<int> InsertAsync(DatabaseUnit unit, RouterDefinition router) => unit.ExecuteAsync("""
        INSERT INTO monitor_router (id, tenant_id, definition, secrets, version, changed_at)
        VALUES (@Id, @TenantId, @Definition, @Secrets, 1, @At) ON CONFLICT (id) DO NOTHING
        """, Parameters(router, 0));

    private Task<int> UpdateAsync(DatabaseUnit unit, RouterDefinition router, long version) => unit.ExecuteAsync("""
        UPDATE monitor_router SET tenant_id = @TenantId, definition = @Definition, secrets = @Secrets, version = version + 1, changed_at = @At
        WHERE id = @Id AND version = @Version
        """, Parameters(router, version));

    private object Parameters(RouterDefinition router, long version) => new
    {
        router.Id,
        router.TenantId,
        Definition = JsonSerializer.Serialize(router with { Password = null, PrivateKeyPassphrase = null, ChangePassword = null }, MonitorJson.Options),
        Secrets = box.SealText(JsonSerializer.Serialize(new RouterSecrets(router.Password, router.PrivateKeyPassphrase, router.ChangePassword)), Context(router.Id)),
        At = time.GetUtcNow().ToString("O"),
        Version = version,
    };

    private StoredRouter Read(Row row)
    {
        var definition = JsonSerializer.Deserialize<RouterDefinition>(row.Definition, MonitorJson.Options)!;
        var secrets = JsonSerializer.Deserialize<RouterSecrets>(box.OpenText(row.Secrets, Context(row.Id)))!;
        return new StoredRouter(definition with
        {
            Password = secrets.Password,
            PrivateKeyPassphrase = secrets.PrivateKeyPassphrase,
            ChangePassword = secrets.ChangePassword,
        }, row.Version);
    }

    private static string Context(string id) => $"monitor_router/{id}/secrets";

    private sealed record Row(string Id, string Definition, string Secrets, long Version);
}

using Farol.Devices.Ssh;
using Farol.Store.Databases;

namespace Farol.Monitor.Routers;

/// <summary>Host keys as they were first seen, in state.db.</summary>
internal sealed class StoredHostKeyPins(IStateDatabase database, TimeProvider time) : IHostKeyPins
{
    public async ValueTask<HostKey?> FindAsync(string host, int port, CancellationToken cancellationToken) =>
        await database.ReadAsync(unit => FindAsync(unit, host, port), cancellationToken);

    public async ValueTask<HostKey> PinAsync(string host, int port, HostKey key, CancellationToken cancellationToken) =>
        await database.WriteAsync(async unit =>
        {
            await unit.ExecuteAsync("""
                INSERT INTO monitor_host_key (host, port, type, fingerprint, pinned_at) VALUES (@host, @port, @Type, @Fingerprint, @at)
                ON CONFLICT (host, port) DO NOTHING
                """, new { host, port, key.Type, key.Fingerprint, at = time.GetUtcNow().ToString("O") });
            return (await FindAsync(unit, host, port))!;
        }, cancellationToken);

    /// <summary>Forgets a pin, after a person has looked: the next key seen is pinned.</summary>
    public Task<bool> ForgetAsync(string host, int port, CancellationToken cancellationToken) =>
        database.WriteAsync(async unit =>
            await unit.ExecuteAsync("DELETE FROM monitor_host_key WHERE host = @host AND port = @port", new { host, port }) > 0, cancellationToken);

    private static async Task<HostKey?> FindAsync(DatabaseUnit unit, string host, int port)
    {
        var row = await unit.FirstOrDefaultAsync<Row>("SELECT type AS Type, fingerprint AS Fingerprint FROM monitor_host_key WHERE host = @host AND port = @port", new { host, port });
        return row is null ? null : new HostKey(row.Type, row.Fingerprint);
    }

    private sealed record Row(string Type, string Fingerprint);
}

using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Affinity;

/// <summary>The sticky cookies of all pools of a snapshot, shared by the loops.</summary>
/// <param name="installationKey">Signs where the configuration gives no secret of its own; kept over restarts by the caller.</param>
internal sealed class StickyTables(byte[] installationKey)
{
    private Entry?[] _entries = [];
    private string? _secret;

    /// <summary>Takes a snapshot's pools; call it before loops see the snapshot. One caller at a time.</summary>
    public void Update(GatewaySnapshot snapshot)
    {
        var before = _secret == snapshot.Settings.StickySecret ? _entries : [];
        _secret = snapshot.Settings.StickySecret;
        var key = _secret is null ? installationKey : System.Text.Encoding.UTF8.GetBytes(_secret);
        var entries = new Entry?[snapshot.Pools.Select(p => p.Index + 1).DefaultIfEmpty(0).Max()];
        foreach (var pool in snapshot.Pools)
        {
            if (pool.Settings.StickySessions is { } settings)
            {
                var known = pool.Index < before.Length ? before[pool.Index] : null;
                entries[pool.Index] = ReferenceEquals(known?.Pool, pool) ? known : new Entry(pool, new StickyTable(key, pool, settings));
            }
        }

        Volatile.Write(ref _entries, entries);
    }

    /// <summary>Null: the pool has no sticky sessions. A pool of another snapshot finds the table of its name's current form.</summary>
    public StickyTable? Find(Pool pool)
    {
        var entries = Volatile.Read(ref _entries);
        return pool.Index < entries.Length && entries[pool.Index] is { } entry && ReferenceEquals(entry.Pool.Key, pool.Key) ? entry.Table : null;
    }

    private sealed record Entry(Pool Pool, StickyTable Table);
}

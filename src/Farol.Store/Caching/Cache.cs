namespace Farol.Store.Caching;

/// <summary>
/// Memory first, then the store behind it. Memory answers without a round trip and goes on when Redis is gone; another
/// process that writes or drops a key says so, and the copy here goes.
/// </summary>
internal sealed class Cache(MemoryStore memory, IRemoteCache remote, TimeProvider time) : ICache
{
    private long _memoryHits;
    private long _remoteHits;
    private long _misses;

    public ValueTask<CachedValue?> GetAsync(string key, CancellationToken cancellationToken)
    {
        if (Find(key) is { } kept)
        {
            return new ValueTask<CachedValue?>(kept);
        }

        if (!remote.IsAvailable)
        {
            Interlocked.Increment(ref _misses);
            return default;
        }

        return GetRemoteAsync(key, cancellationToken);
    }

    public CachedValue? Find(string key)
    {
        if (memory.Find(key) is not { } entry)
        {
            return null;
        }

        Interlocked.Increment(ref _memoryHits);
        return entry.Value;
    }

    public ValueTask SetAsync(string key, ReadOnlyMemory<byte> bytes, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        var now = time.GetUtcNow();
        var entry = new MemoryEntry(key, bytes, now, now + timeToLive);
        memory.Set(entry);
        remote.Set(entry, timeToLive);
        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        memory.Remove(key);
        return remote.RemoveAsync(key, cancellationToken);
    }

    public async ValueTask<int> ClearAsync(CancellationToken cancellationToken)
    {
        var count = memory.Clear();
        await remote.ClearAsync(cancellationToken);
        return count;
    }

    public CacheStatistics ReadStatistics()
    {
        var memoryHits = Interlocked.Read(ref _memoryHits);
        var remoteHits = Interlocked.Read(ref _remoteHits);
        var misses = Interlocked.Read(ref _misses);
        var hits = memoryHits + remoteHits;
        var total = hits + misses;
        return new CacheStatistics(
            total,
            hits,
            misses,
            total == 0 ? null : Math.Round(100.0 * hits / total, 2),
            remote.IsAvailable,
            remoteHits,
            memoryHits,
            memory.CountLive(),
            memory.List());
    }

    private async ValueTask<CachedValue?> GetRemoteAsync(string key, CancellationToken cancellationToken)
    {
        var entry = await remote.GetAsync(key, cancellationToken);
        if (entry is null || entry.ExpiresAt <= time.GetUtcNow())
        {
            Interlocked.Increment(ref _misses);
            return null;
        }

        memory.Set(entry);
        Interlocked.Increment(ref _remoteHits);
        return entry.Value;
    }
}

namespace Farol.Store.Caching;

/// <summary>The cache of an installation without Redis.</summary>
internal sealed class MemoryOnlyCache(MemoryStore memory, TimeProvider time) : ICache
{
    private long _hits;
    private long _misses;

    public ValueTask<CachedValue?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var entry = memory.Find(key);
        Interlocked.Increment(ref entry is null ? ref _misses : ref _hits);
        return new ValueTask<CachedValue?>(entry?.Value);
    }

    public ValueTask SetAsync(string key, ReadOnlyMemory<byte> bytes, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        memory.Set(new MemoryEntry(key, bytes, now, now + timeToLive));
        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        memory.Remove(key);
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> ClearAsync(CancellationToken cancellationToken) => new(memory.Clear());

    public CacheStatistics ReadStatistics() =>
        CacheCounts.ToStatistics(Interlocked.Read(ref _hits), 0, Interlocked.Read(ref _misses), false, memory);
}

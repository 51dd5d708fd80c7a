namespace Farol.Store.Caching;

/// <summary>Makes statistics of raw counts.</summary>
internal static class CacheCounts
{
    public static CacheStatistics ToStatistics(
        long memoryHits, long redisHits, long misses, bool redisAvailable, MemoryStore memory)
    {
        var hits = memoryHits + redisHits;
        var total = hits + misses;
        return new CacheStatistics(
            total,
            hits,
            misses,
            total == 0 ? null : Math.Round(100.0 * hits / total, 2),
            redisAvailable,
            redisHits,
            memoryHits,
            memory.Count,
            memory.List());
    }
}

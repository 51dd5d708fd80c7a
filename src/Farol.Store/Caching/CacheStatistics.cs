namespace Farol.Store.Caching;

/// <summary>What the cache did since start.</summary>
/// <param name="TotalRequests">Look-ups.</param>
/// <param name="Hits">Look-ups answered.</param>
/// <param name="Misses">Look-ups not answered.</param>
/// <param name="HitRatePercent">Null before the first look-up.</param>
/// <param name="RedisAvailable">Whether Redis answers now; false where none is set.</param>
/// <param name="RedisHits">Hits that Redis answered.</param>
/// <param name="MemoryHits">Hits from this process.</param>
/// <param name="MemoryCacheSize">Entries in this process.</param>
/// <param name="Entries">Entries in this process, at most <see cref="CacheOptions.MaxListedEntries"/>.</param>
public sealed record CacheStatistics(
    long TotalRequests,
    long Hits,
    long Misses,
    double? HitRatePercent,
    bool RedisAvailable,
    long RedisHits,
    long MemoryHits,
    int MemoryCacheSize,
    IReadOnlyList<CacheEntryStatistics> Entries);

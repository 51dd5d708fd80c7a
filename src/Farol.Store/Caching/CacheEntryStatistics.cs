namespace Farol.Store.Caching;

/// <summary>One entry as the statistics name it.</summary>
/// <param name="Key">The key.</param>
/// <param name="TtlSeconds">Seconds until the entry expires.</param>
/// <param name="AgeSeconds">Seconds since it was stored.</param>
public sealed record CacheEntryStatistics(string Key, double TtlSeconds, double AgeSeconds);

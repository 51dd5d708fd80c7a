namespace Farol.Store.Caching;

/// <summary>
/// Values that may be lost at any moment, each with a time to live. Kept in this process and, where Redis is set and
/// answers, there too, so that other processes find them. Redis going away is no error here: memory goes on.
/// </summary>
public interface ICache
{
    /// <summary>The value, or null when there is none or it has expired.</summary>
    ValueTask<CachedValue?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>The value if this process has it at hand; asks nobody, and what is not there is no miss.</summary>
    CachedValue? Find(string key);

    /// <summary>Stores a value. The bytes must not change afterwards.</summary>
    ValueTask SetAsync(string key, ReadOnlyMemory<byte> bytes, TimeSpan timeToLive, CancellationToken cancellationToken);

    ValueTask RemoveAsync(string key, CancellationToken cancellationToken);

    /// <summary>Drops everything, in Redis too; answers how many entries this process had.</summary>
    ValueTask<int> ClearAsync(CancellationToken cancellationToken);

    CacheStatistics ReadStatistics();
}

namespace Farol.Store.Caching;

/// <summary>Limits of the cache in this process.</summary>
public sealed record CacheOptions
{
    /// <summary>Entries kept in memory; the one that expires first leaves when a new one comes.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>Bytes of all values in memory. 64 MiB hold the largest listings of some dozens of routers.</summary>
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Entries named in the statistics, so that the answer stays readable.</summary>
    public int MaxListedEntries { get; init; } = 500;

    internal IEnumerable<string> Validate()
    {
        if (MaxEntries < 1)
        {
            yield return $"cache {nameof(MaxEntries)} must be at least 1";
        }

        if (MaxBytes < 1)
        {
            yield return $"cache {nameof(MaxBytes)} must be at least 1";
        }
    }
}

namespace Farol.Store.Caching;

/// <summary>The store behind memory. Never throws: what it cannot do now, it does not do.</summary>
internal interface IRemoteCache
{
    bool IsAvailable { get; }

    ValueTask<MemoryEntry?> GetAsync(string key, CancellationToken cancellationToken);

    void Set(MemoryEntry entry, TimeSpan timeToLive);

    ValueTask RemoveAsync(string key, CancellationToken cancellationToken);

    ValueTask ClearAsync(CancellationToken cancellationToken);
}

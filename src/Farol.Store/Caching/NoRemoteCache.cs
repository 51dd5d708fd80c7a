namespace Farol.Store.Caching;

/// <summary>An installation without Redis.</summary>
internal sealed class NoRemoteCache : IRemoteCache
{
    public bool IsAvailable => false;

    public ValueTask<MemoryEntry?> GetAsync(string key, CancellationToken cancellationToken) => default;

    public void Set(MemoryEntry entry, TimeSpan timeToLive)
    {
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => default;

    public ValueTask ClearAsync(CancellationToken cancellationToken) => default;
}

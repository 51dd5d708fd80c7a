namespace Farol.Store.Caching;

/// <summary>A value in this process.</summary>
internal sealed record MemoryEntry(string Key, ReadOnlyMemory<byte> Bytes, DateTimeOffset StoredAt, DateTimeOffset ExpiresAt)
{
    public CachedValue Value => new(Bytes, StoredAt);
}

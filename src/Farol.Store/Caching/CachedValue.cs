namespace Farol.Store.Caching;

/// <summary>A value from the cache and when it was stored.</summary>
public readonly record struct CachedValue(ReadOnlyMemory<byte> Bytes, DateTimeOffset StoredAt);

using System.Collections.Concurrent;

namespace Farol.Store.Caching;

/// <summary>The values in this process, bounded in number and bytes. Reading takes no lock.</summary>
internal sealed class MemoryStore(CacheOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, MemoryEntry> _entries = new(StringComparer.Ordinal);
    private readonly PriorityQueue<MemoryEntry, DateTimeOffset> _byExpiry = new();
    private readonly Lock _gate = new();
    private long _bytes;

    public MemoryEntry? Find(string key) =>
        _entries.TryGetValue(key, out var entry) && entry.ExpiresAt > time.GetUtcNow() ? entry : null;

    /// <summary>A value larger than the whole limit is not kept.</summary>
    public void Set(MemoryEntry entry)
    {
        if (entry.Bytes.Length > options.MaxBytes)
        {
            Remove(entry.Key);
            return;
        }

        lock (_gate)
        {
            Drop(entry.Key);
            _entries[entry.Key] = entry;
            _bytes += entry.Bytes.Length;
            _byExpiry.Enqueue(entry, entry.ExpiresAt);
            Trim();
        }
    }

    public bool Remove(string key)
    {
        lock (_gate)
        {
            return Drop(key);
        }
    }

    public int Clear()
    {
        lock (_gate)
        {
            var count = _entries.Count;
            _entries.Clear();
            _byExpiry.Clear();
            _bytes = 0;
            return count;
        }
    }

    /// <summary>Entries that have not expired.</summary>
    public int CountLive()
    {
        var now = time.GetUtcNow();
        return _entries.Values.Count(entry => entry.ExpiresAt > now);
    }

    public IReadOnlyList<CacheEntryStatistics> List()
    {
        var now = time.GetUtcNow();
        return [.. _entries.Values
            .Where(entry => entry.ExpiresAt > now)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(options.MaxListedEntries)
            .Select(entry => new CacheEntryStatistics(
                entry.Key, (entry.ExpiresAt - now).TotalSeconds, (now - entry.StoredAt).TotalSeconds))];
    }

    private bool Drop(string key)
    {
        if (!_entries.TryRemove(key, out var old))
        {
            return false;
        }

        _bytes -= old.Bytes.Length;
        return true;
    }

    /// <summary>Drops what has expired, then what expires first. The queue may hold entries that were replaced since:
    /// they are passed over, and the queue is rebuilt before such leftovers outnumber the entries.</summary>
    private void Trim()
    {
        var now = time.GetUtcNow();
        while (_byExpiry.TryPeek(out var first, out var expiresAt)
            && (expiresAt <= now || _entries.Count > options.MaxEntries || _bytes > options.MaxBytes))
        {
            _byExpiry.Dequeue();
            if (_entries.TryGetValue(first.Key, out var current) && ReferenceEquals(current, first))
            {
                Drop(first.Key);
            }
        }

        if (_byExpiry.Count > (2 * _entries.Count) + 16)
        {
            _byExpiry.Clear();
            _byExpiry.EnqueueRange(_entries.Values.Select(entry => (entry, entry.ExpiresAt)));
        }
    }
}

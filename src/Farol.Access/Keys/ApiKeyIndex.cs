using System.Collections.Concurrent;
using Farol.Store.Databases;
using Microsoft.Extensions.Logging;

namespace Farol.Access.Keys;

/// <summary>The keys that count, so that a request is judged without the database.</summary>
internal sealed class ApiKeyIndex(IStateDatabase database, TimeProvider time, ILogger<ApiKeyIndex> logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);

    public IEnumerable<ApiKey> All => _keys.Values;

    /// <summary>The key that somebody presents; null: it is not known, false, expired, or was revoked.</summary>
    public ApiKey? Find(ReadOnlySpan<char> token)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!_keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(KeyText.PrefixOf(token), out var key)
            || nowMs >= key.Row.ExpiresAtMs
            || !key.Matches(token))
        {
            return null;
        }

        key.Use(nowMs);
        return key;
    }

    /// <summary>Reads every key anew; those that are gone, or whose maker's rights are not what they were, end for whoever holds them.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
            var rows = await database.ReadAsync(unit => KeyRows.ListLiveAsync(unit, nowMs), cancellationToken);
            var live = rows.Where(row => row.EffectiveRole is not null).ToDictionary(row => row.Prefix, StringComparer.Ordinal);
            foreach (var (prefix, key) in _keys)
            {
                if (!live.TryGetValue(prefix, out var row) || row.EffectiveRole != key.Role)
                {
                    Remove(prefix);
                }
            }

            foreach (var (prefix, row) in live)
            {
                _keys.GetOrAdd(prefix, _ => new ApiKey(row, row.EffectiveRole!.Value));
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void EndExpired()
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (prefix, _) in _keys.Where(entry => nowMs >= entry.Value.Row.ExpiresAtMs))
        {
            Remove(prefix);
        }
    }

    public void Dispose() => _gate.Dispose();

    private void Remove(string prefix)
    {
        if (!_keys.TryRemove(prefix, out var key))
        {
            return;
        }

        try
        {
            key.End();
        }
        catch (AggregateException error)
        {
            // A listener of one socket that throws must not keep the others from closing.
            logger.LogError(error, "A listener failed while key {Prefix} ended", prefix);
        }
    }
}

namespace Farol.Control.Security.Events;

/// <summary>The addresses that caused events lately. Used by one thread at a time but for <see cref="Riskiest"/>.</summary>
internal sealed class SourceTable
{
    /// <summary>A flood from more addresses than this is not told apart by address any more; the oldest are forgotten first.</summary>
    private const int MaxSources = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Source, string Tenant), SourceHistory> _sources = [];

    /// <summary>Counts an event of the address, and says how many it had caused before in the last ten minutes.</summary>
    public int Count(string source, string tenantId, DateTimeOffset now)
    {
        lock (_gate)
        {
            var history = Find(source, tenantId, now);
            var earlier = history.Recent(now);
            history.Count(now);
            return earlier;
        }
    }

    public bool IsOneTooMany(string source, AutomaticBlockOptions options, DateTimeOffset now)
    {
        lock (_gate)
        {
            return Find(source, "", now).IsOneTooMany(options, now);
        }
    }

    /// <summary>Addresses with the most events in the last ten minutes, most first.</summary>
    /// <param name="tenantId">Null: towards anybody.</param>
    /// <param name="least">Fewer events are no suspicion.</param>
    public IReadOnlyList<string> Riskiest(string? tenantId, int least, int maxSources, DateTimeOffset now)
    {
        lock (_gate)
        {
            return [.. _sources
                .Where(s => s.Key.Tenant.Length > 0 && (tenantId is null || s.Key.Tenant == tenantId))
                .GroupBy(s => s.Key.Source, (source, each) => (Source: source, Events: each.Sum(s => s.Value.Recent(now))))
                .Where(s => s.Events >= least)
                .OrderByDescending(s => s.Events)
                .ThenBy(s => s.Source, StringComparer.Ordinal)
                .Take(maxSources)
                .Select(s => s.Source)];
        }
    }

    private SourceHistory Find(string source, string tenantId, DateTimeOffset now)
    {
        if (_sources.TryGetValue((source, tenantId), out var history))
        {
            return history;
        }

        if (_sources.Count >= MaxSources)
        {
            Forget(now);
        }

        return _sources[(source, tenantId)] = new SourceHistory();
    }

    /// <summary>A tenth goes at once, so that a full table is not searched for every new address.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, _) in _sources.Where(s => s.Value.Recent(now) == 0).ToList())
        {
            _sources.Remove(key);
        }

        var surplus = _sources.Count - (MaxSources * 9 / 10);
        foreach (var (key, _) in _sources.OrderBy(s => s.Value.LastSeen).Take(Math.Max(0, surplus)).ToList())
        {
            _sources.Remove(key);
        }
    }
}

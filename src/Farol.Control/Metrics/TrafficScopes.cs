namespace Farol.Control.Metrics;

/// <summary>The figures of the whole, of each tenant and of each gateway, by name, and their minutes. Used under the lock of <see cref="TrafficFigures"/>.</summary>
internal sealed class TrafficScopes
{
    /// <summary>Tenants and gateways with figures of their own; those of more are in the whole alone.</summary>
    internal const int MaxScopes = 20_000;

    private const int SecondsPerMinute = 60;
    private readonly Dictionary<string, TrafficScope> _byName = new(StringComparer.Ordinal);
    private readonly List<MinuteRow> _finished = [];
    private long _minute;

    public TrafficScope All { get; } = new(FigureScopes.All);

    public int Count => _byName.Count;

    public IEnumerable<string> Names => _byName.Keys;

    public TrafficScope? Find(string name) => name == FigureScopes.All ? All : _byName.GetValueOrDefault(name);

    public TrafficScope Get(string name)
    {
        if (!_byName.TryGetValue(name, out var scope))
        {
            scope = new TrafficScope(name);
            if (_byName.Count < MaxScopes)
            {
                _byName.Add(name, scope);
            }
        }

        return scope;
    }

    /// <summary>Those that a series counts for.</summary>
    public TrafficScope[] Of(string tenant, string gateway) =>
        [All, Get(FigureScopes.Tenant(FigureScopes.TenantOfSeries(tenant))), Get(FigureScopes.Gateway(gateway))];

    /// <summary>Ends the minute before, where this is a later one.</summary>
    public void StartMinute(long minute)
    {
        if (minute <= _minute)
        {
            return;
        }

        var ended = _minute;
        _minute = minute;
        if (ended == 0)
        {
            return;
        }

        var forget = (minute * SecondsPerMinute) - SecondRing.Seconds;
        foreach (var scope in _byName.Values.Append(All))
        {
            if (scope.Finish(ended) is { } row)
            {
                _finished.Add(row);
            }

            scope.ForgetBefore(forget);
        }
    }

    public IReadOnlyList<MinuteRow> TakeFinished()
    {
        if (_finished.Count == 0)
        {
            return [];
        }

        MinuteRow[] rows = [.. _finished];
        _finished.Clear();
        return rows;
    }
}

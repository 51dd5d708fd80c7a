using System.Collections.Concurrent;

namespace Farol.Telemetry.Metrics;

/// <summary>One metric with all its label sets.</summary>
internal sealed class MetricFamily
{
    private static readonly KeyValuePair<string, object?>[] _overflowTags = [new("overflow", "true")];
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries> _series = new(TagSetComparer.Instance);
    private readonly double[]? _bounds;
    private readonly int _maxSeries;
    private MetricSeries? _untagged;
    private MetricSeries? _overflow;

    public MetricFamily(string name, string help, MetricKind kind, MetricMode mode, double[]? bounds, int maxSeries)
    {
        Name = name;
        Help = help;
        Kind = kind;
        Mode = mode;
        _bounds = bounds;
        _maxSeries = maxSeries;
    }

    public string Name { get; }

    public string Help { get; }

    public MetricKind Kind { get; }

    public MetricMode Mode { get; }

    public IEnumerable<MetricSeries> Series
    {
        get
        {
            IEnumerable<MetricSeries?> single = [_untagged, _overflow];
            return single.OfType<MetricSeries>().Concat(_series.Values);
        }
    }

    public MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0)
        {
            return LazyInitializer.EnsureInitialized(ref _untagged, () => new MetricSeries([], _bounds));
        }

        var lookup = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        return lookup.TryGetValue(tags, out var known) ? known : FindNew(tags);
    }

    /// <summary>Lets go of observed label sets that were not told in this collection, for example of a router that was removed.</summary>
    public void ForgetUnseen(long collection)
    {
        if (Mode != MetricMode.Observed)
        {
            return;
        }

        foreach (var (tags, series) in _series)
        {
            if (series.SeenAt != collection)
            {
                _series.TryRemove(tags, out _);
            }
        }
    }

    private MetricSeries FindNew(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_series.Count >= _maxSeries)
        {
            return LazyInitializer.EnsureInitialized(ref _overflow, () => new MetricSeries(_overflowTags, _bounds));
        }

        var made = new MetricSeries(tags, _bounds);
        return _series.GetOrAdd(tags.ToArray(), made);
    }
}

using Farol.Link.Protocol;

namespace Farol.Control.Metrics;

/// <summary>What one gateway said last, so that the next frame tells what has passed since.</summary>
internal sealed class GatewayBaseline
{
    /// <summary>A frame later than this after the one before says nothing of a single second.</summary>
    private static readonly TimeSpan _maxSpan = TimeSpan.FromSeconds(2.5);

    private readonly Dictionary<(string Tenant, string Route, string Pool), SeriesBaseline> _series = [];
    private ulong _number;
    private bool _isFirstOfLink = true;

    /// <summary>The second that its last frame was counted for; null before the first.</summary>
    public long? LastSecond { get; private set; }

    /// <summary>Timestamp of the last frame.</summary>
    public long LastAt { get; private set; }

    public bool IsConnected { get; private set; }

    /// <summary>Frames taken from it.</summary>
    public long Frames { get; private set; }

    public Counters? Last { get; private set; }

    public IEnumerable<(string Tenant, SeriesBaseline Series)> ByTenant => _series.Select(s => (s.Key.Tenant, s.Value));

    public void LinkChanged(bool isConnected)
    {
        if (isConnected != IsConnected)
        {
            _isFirstOfLink = true;
        }

        IsConnected = isConnected;
    }

    /// <summary>Takes a frame's place in time. Frames come once a second, give or take: they fill one second after the other, not the one that the clock
    /// happens to show, so that a late one leaves no hole and a hurried one makes no tower.</summary>
    /// <returns>True: what passed since the frame before belongs into <see cref="LastSecond"/>. False: it spans a longer time, or nobody knows which.</returns>
    public bool Begin(Counters counters, long second, long timestamp, TimeSpan sinceLast)
    {
        var isRestart = counters.Number < _number || (Last is { } last && counters.RequestsTotal < last.RequestsTotal);
        var isPoint = !_isFirstOfLink && !isRestart && sinceLast <= _maxSpan;
        if (isRestart)
        {
            foreach (var series in _series.Values)
            {
                (series.Total, series.Buckets) = (default, []);
            }
        }

        Frames++;
        var next = LastSecond + 1;
        LastSecond = isPoint && next is { } planned && Math.Abs(planned - second) <= 1 ? planned : Math.Max(second, LastSecond ?? 0);
        (LastAt, Last, _number, _isFirstOfLink, IsConnected) = (timestamp, counters, counters.Number, false, true);
        return isPoint;
    }

    /// <summary>What is known of the series; null: there are too many.</summary>
    public SeriesBaseline? Find(SeriesCounters series, int maxSeries)
    {
        var key = (series.Tenant, series.Route, series.Pool);
        if (!_series.TryGetValue(key, out var known) && _series.Count < maxSeries)
        {
            known = new SeriesBaseline();
            _series.Add(key, known);
        }

        return known;
    }
}

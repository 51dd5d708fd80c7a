using Farol.Link;

namespace Farol.Control.Metrics;

/// <summary>The figures of one tenant, one gateway, or the whole installation. Used under the lock of <see cref="TrafficFigures"/>.</summary>
internal sealed class TrafficScope(string name)
{
    private SecondRing? _seconds;
    private RecentLatencies? _latencies;
    private long[]? _minuteBuckets;
    private Traffic _minuteTraffic;
    private int _minuteSeconds;
    private long _connectionSum;
    private long _touched;

    public string Name => name;

    /// <summary>Everything since the gateways' start.</summary>
    public Traffic Total { get; private set; }

    /// <summary>Requests under way now.</summary>
    public long InFlight { get; set; }

    public void AddTotal(Traffic traffic) => Total += traffic;

    public void Add(long second, Traffic traffic, ReadOnlySpan<long> buckets)
    {
        _touched = second;
        (_seconds ??= new SecondRing()).Add(second, traffic);
        (_latencies ??= new RecentLatencies()).Add(second, buckets);
        _minuteTraffic += traffic;
        _minuteBuckets ??= new long[LatencyBounds.Buckets];
        for (var i = 0; i < Math.Min(buckets.Length, _minuteBuckets.Length); i++)
        {
            _minuteBuckets[i] += buckets[i];
        }
    }

    /// <summary>Says that a second was heard of, whether or not something passed in it.</summary>
    public void Know(long second, long? connections)
    {
        (_seconds ??= new SecondRing()).Add(second, default);
        _touched = second;
        _minuteSeconds++;
        _connectionSum += connections ?? 0;
    }

    public Traffic? At(long second) => _seconds?.At(second);

    /// <summary>Requests by latency in the minute that ends with a second; null: none.</summary>
    public long[]? Latencies(long second) => _latencies?.Sum(second);

    /// <summary>What came since the last call as the row of a minute; null: nothing did.</summary>
    public MinuteRow? Finish(long minute)
    {
        var row = _minuteSeconds == 0 && _minuteTraffic.IsNothing ? null : Row(minute);
        (_minuteTraffic, _minuteSeconds, _connectionSum) = (default, 0, 0);
        if (_minuteBuckets is not null)
        {
            Array.Clear(_minuteBuckets);
        }

        return row;
    }

    /// <summary>Lets go of what a scope without traffic does not need.</summary>
    public void ForgetBefore(long second)
    {
        if (_touched < second)
        {
            (_seconds, _latencies, _minuteBuckets) = (null, null, null);
        }
    }

    private MinuteRow Row(long minute) => new()
    {
        Scope = name,
        AtMs = minute * 60_000,
        Seconds = _minuteSeconds,
        Requests = _minuteTraffic.Requests,
        Errors = _minuteTraffic.Errors,
        ClientErrors = _minuteTraffic.ClientErrors,
        BytesIn = _minuteTraffic.BytesIn,
        BytesOut = _minuteTraffic.BytesOut,
        LatencyUs = _minuteTraffic.LatencyMicroseconds,
        P50Us = Quantile(0.50),
        P95Us = Quantile(0.95),
        P99Us = Quantile(0.99),
        Connections = _minuteSeconds == 0 ? null : (double)_connectionSum / _minuteSeconds,
    };

    private double? Quantile(double share) => _minuteBuckets is null ? null : LatencyBounds.Quantile(_minuteBuckets, share);
}

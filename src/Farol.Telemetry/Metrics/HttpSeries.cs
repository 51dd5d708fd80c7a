using Farol.Telemetry.Repeats;

namespace Farol.Telemetry.Metrics;

/// <summary>What is counted for one route, method and status; without a key, for all those over the limit.</summary>
internal sealed class HttpSeries(HttpSeriesKey? key, double[] seconds, double[] sizes) : IRepeatCounter
{
    private long _requests;

    public string Labels { get; } = new MetricSeries(
        key is { } k ? [new("route", k.Route), new("method", k.Method), new("status", k.Status)] : [new("overflow", "true")], null).Labels;

    public HistogramCells Seconds { get; } = new(seconds);

    public HistogramCells Bytes { get; } = new(sizes);

    public long Requests => Interlocked.Read(ref _requests);

    public void Count() => Interlocked.Increment(ref _requests);

    void IRepeatCounter.Count(double seconds, long bodyBytes)
    {
        Count();
        Seconds.Record(seconds);
        Bytes.Record(bodyBytes);
    }
}

namespace Farol.Control.Metrics;

/// <summary>The last that one gateway said of one series.</summary>
internal sealed class SeriesBaseline
{
    public Traffic Total { get; set; }

    public long InFlight { get; set; }

    public long[] Buckets { get; set; } = [];
}

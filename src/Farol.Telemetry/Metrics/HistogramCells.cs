namespace Farol.Telemetry.Metrics;

/// <summary>The buckets of one histogram series. Recording takes no lock and no memory.</summary>
internal sealed class HistogramCells(double[] bounds)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private long _sumBits;

    public double[] Bounds => bounds;

    public double Sum => BitConverter.Int64BitsToDouble(Interlocked.Read(ref _sumBits));

    public void Record(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _counts[bucket]);
        Atomic.Add(ref _sumBits, value);
    }

    /// <summary>How many values fell into bucket <paramref name="index"/> alone; the last one has no bound.</summary>
    public long Count(int index) => Interlocked.Read(ref _counts[index]);
}

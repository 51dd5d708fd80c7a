using Farol.Link;

namespace Farol.Gateway.Metering;

/// <summary>A latency histogram summed over loops.</summary>
internal sealed class LatencySummary
{
    private readonly long[] _counts = new long[LatencyHistogram.BucketCount];

    public long TotalMicroseconds { get; private set; }

    public long Count { get; private set; }

    /// <summary>Null: nothing was measured.</summary>
    public double? MeanMicroseconds => Count == 0 ? null : TotalMicroseconds / (double)Count;

    public void Clear()
    {
        Array.Clear(_counts);
        TotalMicroseconds = 0;
        Count = 0;
    }

    public void Add(LatencyHistogram histogram)
    {
        Count -= _counts.Sum();
        histogram.AddTo(_counts);
        Count += _counts.Sum();
        TotalMicroseconds += histogram.TotalMicroseconds;
    }

    public void Add(LatencySummary other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        TotalMicroseconds += other.TotalMicroseconds;
    }

    /// <summary>What came since an earlier summary of the same thing.</summary>
    public LatencySummary Since(LatencySummary earlier)
    {
        var difference = new LatencySummary { Count = Count - earlier.Count, TotalMicroseconds = TotalMicroseconds - earlier.TotalMicroseconds };
        for (var i = 0; i < _counts.Length; i++)
        {
            difference._counts[i] = _counts[i] - earlier._counts[i];
        }

        return difference;
    }

    public LatencySummary Copy()
    {
        var copy = new LatencySummary();
        copy.Add(this);
        return copy;
    }

    /// <summary>The latency that this share of requests stayed below, right within 4 %; null: nothing was measured.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double? Quantile(double share)
    {
        if (Count == 0)
        {
            return null;
        }

        var wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        var bucket = 0;
        for (long seen = _counts[0]; seen < wanted && bucket < _counts.Length - 1; seen += _counts[bucket])
        {
            bucket++;
        }

        return (LatencyHistogram.LowerBound(bucket) + LatencyHistogram.LowerBound(bucket + 1) - 1) / 2.0;
    }

    /// <summary>Counts in the link's buckets: exact, since its bounds are bounds of these.</summary>
    public void AddTo(ICollection<long> counts)
    {
        Span<long> sums = stackalloc long[LatencyBounds.Buckets];
        var bounds = LatencyBounds.Microseconds;
        for (int i = 0, at = 0; i < _counts.Length; i++)
        {
            while (at < bounds.Length && LatencyHistogram.LowerBound(i) >= bounds[at])
            {
                at++;
            }

            sums[at] += _counts[i];
        }

        foreach (var sum in sums)
        {
            counts.Add(sum);
        }
    }

    /// <summary>Counts between powers of two: below 2^first, then to each next one, and the rest. Exact, since those are bounds of buckets.</summary>
    public void ByPowersOfTwo(int first, Span<long> counts)
    {
        counts.Clear();
        for (var i = 0; i < _counts.Length; i++)
        {
            var lower = LatencyHistogram.LowerBound(i);
            var power = lower < 1L << first ? 0 : System.Numerics.BitOperations.Log2((ulong)lower) - first + 1;
            counts[Math.Min(power, counts.Length - 1)] += _counts[i];
        }
    }
}

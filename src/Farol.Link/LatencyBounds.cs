namespace Farol.Link;

/// <summary>
/// The buckets in which both ends of the link count latencies: a quarter of their power of two wide, from an eighth of a millisecond to over a
/// minute, so that a quantile read from them is right within a quarter and mostly far closer. Bucket i holds what is below bound i and not below
/// the one before; one more bucket holds the rest.
/// </summary>
public static class LatencyBounds
{
    /// <summary>2^7 µs: what is faster needs no telling apart.</summary>
    public const int FirstPower = 7;

    /// <summary>2^26 µs are 67 s, longer than a backend is usually given.</summary>
    public const int LastPower = 26;

    /// <summary>Steps between a power of two and the next.</summary>
    public const int StepsPerPower = 4;

    /// <summary>Buckets, the last without an upper bound.</summary>
    public const int Buckets = ((LastPower - FirstPower) * StepsPerPower) + 2;

    private static readonly long[] _microseconds =
        [.. Enumerable.Range(0, Buckets - 1).Select(i => (StepsPerPower + (i % StepsPerPower)) * (1L << (FirstPower + (i / StepsPerPower))) / StepsPerPower)];

    /// <summary>The upper bounds, ascending, each exclusive.</summary>
    public static ReadOnlySpan<long> Microseconds => _microseconds;

    /// <summary>The latency that this share of requests stayed below, placed evenly within its bucket; the last bound for what has none.</summary>
    /// <param name="buckets">Counts, as in <c>latency_buckets</c>.</param>
    /// <param name="share">From 0 to 1.</param>
    /// <returns>Microseconds; null: nothing was counted.</returns>
    public static double? Quantile(IReadOnlyList<long> buckets, double share)
    {
        var count = buckets.Sum();
        if (count <= 0)
        {
            return null;
        }

        var wanted = share * count;
        var seen = 0L;
        for (var i = 0; i < _microseconds.Length && i < buckets.Count; i++)
        {
            if (buckets[i] > 0 && seen + buckets[i] >= wanted)
            {
                var lower = i == 0 ? 0 : _microseconds[i - 1];
                return lower + ((_microseconds[i] - lower) * Math.Max(0, wanted - seen) / buckets[i]);
            }

            seen += buckets[i];
        }

        return _microseconds[^1];
    }
}

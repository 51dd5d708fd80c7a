using System.Numerics;

namespace Farol.Gateway.Metering;

/// <summary>
/// Counts of latencies in buckets that are a sixteenth of their power of two wide, so that any quantile is right within 4 %. One writer;
/// anybody reads.
/// </summary>
internal sealed class LatencyHistogram
{
    public const int BucketCount = ((MaxExponent - SubBits + 1) * SubBuckets) + SubBuckets;

    /// <summary>Values from here on (2^32 µs, over an hour) fall into the last bucket.</summary>
    public const long MaxMicroseconds = (1L << (MaxExponent + 1)) - 1;

    private const int SubBits = 4;
    private const int SubBuckets = 1 << SubBits;
    private const int MaxExponent = 31;

    private readonly long[] _counts = new long[BucketCount];
    private long _totalMicroseconds;

    public long TotalMicroseconds => Volatile.Read(ref _totalMicroseconds);

    public void Record(long microseconds)
    {
        var value = Math.Clamp(microseconds, 0, MaxMicroseconds);
        ref var count = ref _counts[Bucket(value)];
        Volatile.Write(ref count, count + 1);
        Volatile.Write(ref _totalMicroseconds, _totalMicroseconds + value);
    }

    /// <summary>Adds what is counted here to <paramref name="counts"/>, which has <see cref="BucketCount"/> places.</summary>
    public void AddTo(Span<long> counts)
    {
        for (var i = 0; i < BucketCount; i++)
        {
            counts[i] += Volatile.Read(ref _counts[i]);
        }
    }

    public static int Bucket(long value)
    {
        if (value < SubBuckets)
        {
            return (int)value;
        }

        var exponent = BitOperations.Log2((ulong)value);
        return ((exponent - SubBits + 1) << SubBits) + (int)((value >> (exponent - SubBits)) & (SubBuckets - 1));
    }

    /// <summary>The lowest value of a bucket; the next bucket's is the first that is too high for it.</summary>
    public static long LowerBound(int bucket)
    {
        if (bucket < SubBuckets)
        {
            return bucket;
        }

        var exponent = (bucket >> SubBits) + SubBits - 1;
        return (1L << exponent) + ((long)(bucket & (SubBuckets - 1)) << (exponent - SubBits));
    }
}

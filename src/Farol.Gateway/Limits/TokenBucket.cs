namespace Farol.Gateway.Limits;

/// <summary>
/// A token bucket as one number: the time at which it will be full again (the generic cell rate algorithm, ITU-T I.371). Any thread takes
/// from it with one compare-and-swap, so the rate is exact over all loops without a lock. A number in the past is a full bucket, so 0 is one.
/// </summary>
internal static class TokenBucket
{
    private const long NanosecondsPerMicrosecond = 1_000;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <param name="fullAt">The bucket, in nanoseconds of the loops' clock.</param>
    /// <param name="retryAfterSeconds">When there is none: whole seconds until there is one, at least 1.</param>
    public static bool TryTake(ref long fullAt, Rate rate, long nowMicroseconds, out int retryAfterSeconds)
    {
        var now = nowMicroseconds * NanosecondsPerMicrosecond;
        while (true)
        {
            var seen = Volatile.Read(ref fullAt);
            var next = Math.Max(seen, now) + rate.IntervalNanoseconds;
            var tooEarly = next - now - rate.ToleranceNanoseconds;
            if (tooEarly > 0)
            {
                retryAfterSeconds = (int)Math.Clamp((tooEarly + NanosecondsPerSecond - 1) / NanosecondsPerSecond, 1, int.MaxValue);
                return false;
            }

            if (Interlocked.CompareExchange(ref fullAt, next, seen) == seen)
            {
                retryAfterSeconds = 0;
                return true;
            }
        }
    }

    /// <summary>Nothing is owed: the bucket is as good as a new one.</summary>
    public static bool IsFull(long fullAt, long nowMicroseconds) => fullAt <= nowMicroseconds * NanosecondsPerMicrosecond;
}

namespace Farol.Gateway.Limits;

/// <summary>So many requests a second, and so many at once after a pause.</summary>
internal readonly record struct Rate
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <param name="burst">0: as many as in one second.</param>
    public Rate(int requestsPerSecond, int burst)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requestsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(burst);
        IntervalNanoseconds = Math.Max(1, NanosecondsPerSecond / requestsPerSecond);
        ToleranceNanoseconds = IntervalNanoseconds * (burst == 0 ? requestsPerSecond : burst);
    }

    private Rate(long interval, long tolerance) => (IntervalNanoseconds, ToleranceNanoseconds) = (interval, tolerance);

    /// <summary>What one request costs.</summary>
    public long IntervalNanoseconds { get; }

    /// <summary>What a full bucket is worth.</summary>
    public long ToleranceNanoseconds { get; }

    /// <summary>An equal part for each of so many: that much slower, and as many at once, of which there is at least one.</summary>
    public Rate PartOf(int gateways) =>
        gateways <= 1 ? this : new Rate(IntervalNanoseconds * gateways, Math.Max(ToleranceNanoseconds, IntervalNanoseconds * gateways));
}

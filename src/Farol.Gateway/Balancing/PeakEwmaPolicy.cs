namespace Farol.Gateway.Balancing;

/// <summary>
/// Of two drawn by weight the one whose recent peak latency times requests in flight is clearly lower. What is nearly equal is left to
/// the draw: differences of measurement must not starve one of equal backends (the fault of traefik #12306).
/// </summary>
internal sealed class PeakEwmaPolicy(Random random) : BalancingPolicy
{
    /// <summary>Costs within a quarter of each other count as equal.</summary>
    public const double Tolerance = 1.25;

    /// <summary>Below a millisecond, differences are scheduling rather than service.</summary>
    public const double FloorMicroseconds = 1_000;

    public override int Pick(PoolView view, Tier tier, in SelectionKey key)
    {
        var (first, second) = SampledPair.Take(view, tier, random);
        return second < 0 || Cost(view, first) <= Cost(view, second) * Tolerance ? first : second;
    }

    private static double Cost(PoolView view, int at)
    {
        ref var entry = ref view.Candidates[at];
        return Math.Max(entry.LatencyMicroseconds, FloorMicroseconds) * (view.InFlight(at) + 1) / entry.Weight;
    }
}

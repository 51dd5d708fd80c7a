namespace Farol.Gateway.Balancing;

/// <summary>Of two drawn by weight the one with fewer requests in flight for its weight: nearly as good as looking at all, and no herd.</summary>
internal sealed class TwoChoicesPolicy(Random random) : BalancingPolicy
{
    public override int Pick(PoolView view, Tier tier, in SelectionKey key)
    {
        var (first, second) = SampledPair.Take(view, tier, random);
        return second < 0 || Load(view, first) <= Load(view, second) ? first : second;
    }

    private static double Load(PoolView view, int at) => view.InFlight(at) / view.Candidates[at].Weight;
}

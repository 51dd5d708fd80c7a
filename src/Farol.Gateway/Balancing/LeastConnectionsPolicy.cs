namespace Farol.Gateway.Balancing;

/// <summary>The fewest requests in flight for its weight; of equals one by weight, so that an idle pool is not all on its heaviest backend.</summary>
internal sealed class LeastConnectionsPolicy(Random random) : BalancingPolicy
{
    public override int Pick(PoolView view, Tier tier, in SelectionKey key)
    {
        var candidates = view.Candidates;
        var best = -1;
        var least = double.MaxValue;
        double equalWeight = 0;
        foreach (var at in tier.Members)
        {
            if (view.IsExcluded(at))
            {
                continue;
            }

            var weight = candidates[at].Weight;
            var load = view.InFlight(at) / weight;
            if (load < least)
            {
                (best, least, equalWeight) = (at, load, weight);
            }
            else if (load == least)
            {
                equalWeight += weight;
                best = random.NextDouble() * equalWeight < weight ? at : best;
            }
        }

        return best;
    }
}

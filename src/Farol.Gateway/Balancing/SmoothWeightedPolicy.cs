namespace Farol.Gateway.Balancing;

/// <summary>
/// nginx's smooth weighted rotation: everybody earns credit by weight, the richest is chosen and pays the sum. Weights 5, 1, 1 give
/// a a b a c a a, never five in a row.
/// </summary>
internal sealed class SmoothWeightedPolicy : BalancingPolicy
{
    public override int Pick(PoolView view, Tier tier, in SelectionKey key)
    {
        var candidates = view.Candidates;
        var best = -1;
        double total = 0;
        foreach (var at in tier.Members)
        {
            if (view.IsExcluded(at))
            {
                continue;
            }

            ref var entry = ref candidates[at];
            entry.Credit += entry.Weight;
            total += entry.Weight;
            best = best < 0 || entry.Credit > candidates[best].Credit ? at : best;
        }

        if (best >= 0)
        {
            candidates[best].Credit -= total;
        }

        return best;
    }
}

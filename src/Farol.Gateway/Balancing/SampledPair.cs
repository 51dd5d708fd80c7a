namespace Farol.Gateway.Balancing;

/// <summary>Two different members of a tier by weight, for policies that compare two.</summary>
internal static class SampledPair
{
    /// <summary>Draws that meet an excluded member before the members are gone through instead.</summary>
    private const int MaxDraws = 4;

    /// <summary>The second is -1 when there is only one, both are when there is none.</summary>
    public static (int First, int Second) Take(PoolView view, Tier tier, Random random)
    {
        var first = One(view, tier, random, -1);
        return (first, first < 0 || tier.Count == 1 ? -1 : One(view, tier, random, first));
    }

    private static int One(PoolView view, Tier tier, Random random, int other)
    {
        if (tier.Count == 0)
        {
            return -1;
        }

        for (var draw = 0; draw < MaxDraws; draw++)
        {
            var at = tier.Sample(random.NextDouble());
            if (at != other && !view.IsExcluded(at))
            {
                return at;
            }
        }

        return Walk(view, tier, random, other);
    }

    /// <summary>Of those that are left, one by weight.</summary>
    private static int Walk(PoolView view, Tier tier, Random random, int other)
    {
        var found = -1;
        double seen = 0;
        foreach (var at in tier.Members)
        {
            if (at != other && !view.IsExcluded(at))
            {
                var weight = view.Candidates[at].Weight;
                seen += weight;
                found = random.NextDouble() * seen < weight ? at : found;
            }
        }

        return found;
    }
}

namespace Farol.Gateway.Balancing;

/// <summary>
/// The backends nearest to the client, as far as labels tell, and among them the less busy of two drawn by weight. When the nearest
/// are out, the next nearest.
/// </summary>
internal sealed class GeoProximityPolicy(Random random) : BalancingPolicy
{
    private int[] _nearness = [];

    public override void Update(PoolView view) => _nearness = new int[view.Regions.Length];

    public override int Pick(PoolView view, Tier tier, in SelectionKey key)
    {
        for (var i = 0; i < _nearness.Length; i++)
        {
            _nearness[i] = RegionLabels.Nearness(view.Regions[i], key.Region);
        }

        var nearest = -1;
        foreach (var at in tier.Members)
        {
            nearest = view.IsExcluded(at) ? nearest : Math.Max(nearest, Nearness(view, at));
        }

        var first = Draw(view, tier, nearest, -1);
        var second = first < 0 ? -1 : Draw(view, tier, nearest, first);
        return second < 0 || Load(view, first) <= Load(view, second) ? first : second;
    }

    private int Draw(PoolView view, Tier tier, int nearness, int other)
    {
        var found = -1;
        double seen = 0;
        foreach (var at in tier.Members)
        {
            if (at != other && !view.IsExcluded(at) && Nearness(view, at) == nearness)
            {
                var weight = view.Candidates[at].Weight;
                seen += weight;
                found = random.NextDouble() * seen < weight ? at : found;
            }
        }

        return found;
    }

    private int Nearness(PoolView view, int at) => view.Candidates[at].Region is >= 0 and var region ? _nearness[region] : 0;

    private static double Load(PoolView view, int at) => view.InFlight(at) / view.Candidates[at].Weight;
}

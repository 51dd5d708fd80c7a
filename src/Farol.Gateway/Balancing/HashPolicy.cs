namespace Farol.Gateway.Balancing;

/// <summary>
/// Consistent hashing with bounded load: a key goes to its backend while that has no more than a quarter above its share of what is in
/// flight, else to the next on the ring (Mirrokni, Thorup, Zadimoghaddam 2016).
/// </summary>
internal sealed class HashPolicy(bool usesClient) : BalancingPolicy
{
    /// <summary>The bound over the fair share.</summary>
    public const double Headroom = 1.25;

    /// <summary>So few in flight are no load: a client's parallel requests stay together on a quiet pool.</summary>
    public const int NeverTooMany = 8;

    private HashRing? _ring;

    public override void Update(PoolView view) => _ring = view.Pool.Ring ?? new HashRing(view.Pool.Settings.Backends);

    public override int Pick(PoolView view, Tier tier, in SelectionKey key)
    {
        var ring = _ring!;
        if (!TryBound(view, tier, out var perWeight))
        {
            return -1;
        }

        var hash = usesClient || key.KeyHash == 0 ? key.ClientHash : key.KeyHash;
        var position = ring.Find(StableHash.Combine(hash, 0));
        for (var steps = 0; steps < ring.Count; steps++)
        {
            var at = ring.Owner(position, steps);
            if (tier.Has(at) && !view.IsExcluded(at) && view.InFlight(at) < Bound(view, at, perWeight))
            {
                return at;
            }
        }

        return -1;
    }

    private static double Bound(PoolView view, int at, double perWeight) =>
        Math.Max(NeverTooMany, Math.Ceiling(perWeight * view.Candidates[at].Weight));

    /// <summary>The bound in force, none where everybody left is above it; false when nobody is left.</summary>
    private static bool TryBound(PoolView view, Tier tier, out double perWeight)
    {
        long inFlight = 1;
        foreach (var at in tier.Members)
        {
            inFlight += view.InFlight(at);
        }

        perWeight = Headroom * inFlight / tier.TotalWeight;
        var isAnyLeft = false;
        foreach (var at in tier.Members)
        {
            if (!view.IsExcluded(at))
            {
                isAnyLeft = true;
                if (view.InFlight(at) < Bound(view, at, perWeight))
                {
                    return true;
                }
            }
        }

        perWeight = double.PositiveInfinity;
        return isAnyLeft;
    }
}

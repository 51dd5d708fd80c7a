using Farol.Configuration.Gateway;

namespace Farol.Gateway.Balancing;

/// <summary>One algorithm's choice among the members of a tier. One object for each pool and loop; it may keep state of its own.</summary>
internal abstract class BalancingPolicy
{
    /// <summary>Index of a candidate that is not excluded, or -1 when there is none. Allocates nothing.</summary>
    public abstract int Pick(PoolView view, Tier tier, in SelectionKey key);

    /// <summary>The pool has another form: whatever counts in candidates is to be made anew.</summary>
    public virtual void Update(PoolView view)
    {
    }

    public static BalancingPolicy For(BalancingAlgorithm algorithm, Random random) => algorithm switch
    {
        BalancingAlgorithm.RoundRobin => new RoundRobinPolicy(random),
        BalancingAlgorithm.WeightedRoundRobin => new SmoothWeightedPolicy(),
        BalancingAlgorithm.LeastConn => new LeastConnectionsPolicy(random),
        BalancingAlgorithm.IpHash => new HashPolicy(usesClient: true),
        BalancingAlgorithm.ConsistentHash => new HashPolicy(usesClient: false),
        BalancingAlgorithm.RandomTwoChoices => new TwoChoicesPolicy(random),
        BalancingAlgorithm.PeakEwma => new PeakEwmaPolicy(random),
        BalancingAlgorithm.GeoProximity => new GeoProximityPolicy(random),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "no such algorithm"),
    };
}

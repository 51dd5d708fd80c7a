namespace Farol.Gateway.Balancing;

/// <summary>In turns, whatever the weights. In slow start a backend skips turns.</summary>
internal sealed class RoundRobinPolicy(Random random) : BalancingPolicy
{
    private bool _hasBegun;

    public override int Pick(PoolView view, Tier tier, in SelectionKey key)
    {
        var members = tier.Members;
        if (!_hasBegun)
        {
            // Loops that all began with the first backend would stay in step.
            _hasBegun = true;
            tier.Cursor = random.Next(Math.Max(1, members.Length));
        }

        var fallback = -1;
        for (var i = 0; i < members.Length; i++)
        {
            var at = members[Next(tier, members.Length)];
            if (view.IsExcluded(at))
            {
                continue;
            }

            ref var entry = ref view.Candidates[at];
            if (entry.Weight >= entry.State.Weight || random.NextDouble() * entry.State.Weight < entry.Weight)
            {
                return at;
            }

            fallback = at;
        }

        return fallback;
    }

    private static int Next(Tier tier, int count)
    {
        var at = tier.Cursor < count ? tier.Cursor : 0;
        tier.Cursor = at + 1;
        return at;
    }
}

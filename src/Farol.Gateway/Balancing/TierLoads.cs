namespace Farol.Gateway.Balancing;

/// <summary>
/// How load spreads over tiers. A tier takes all of it while at least <see cref="EnoughHealthy"/> of its weight is healthy; below that it
/// takes in proportion and the rest spills to the next. When all together cannot take the whole, tiers below the panic share stop
/// asking for health. (The scheme, and 1.4, are those of Envoy's priority levels.)
/// </summary>
internal static class TierLoads
{
    /// <summary>A tier is planned to stand the loss of nearly a third of itself.</summary>
    public const double EnoughHealthy = 1 / Overprovisioning;

    private const double Overprovisioning = 1.4;

    public static void Spread(ReadOnlySpan<Tier> tiers, double panicShare)
    {
        double able = 0;
        foreach (var tier in tiers)
        {
            able += Ability(tier);
        }

        var isShort = able < 1;
        double left = 1;
        foreach (var tier in tiers)
        {
            tier.IsPanicking = isShort && tier.HealthyShare < panicShare;
            var share = able > 0 ? Ability(tier) / Math.Min(able, 1) : 0;
            tier.Load = Math.Min(left, share);
            left -= tier.Load;
        }

        // Nobody is healthy: the first tier is as good as any, and the others follow when it has nobody to offer.
        if (able == 0 && tiers.Length > 0)
        {
            tiers[0].Load = 1;
        }
    }

    private static double Ability(Tier tier) => Math.Min(1, tier.HealthyShare * Overprovisioning);
}

namespace Farol.Link.Quotas;

/// <summary>How a limit's burst is spread: half of it held by the gateways, ahead of their requests, the rest with the control plane. Both ends reckon with it.</summary>
/// <param name="Hold">Tokens that each gateway holds while it is quiet, at least one.</param>
/// <param name="Pool">Tokens that the control plane keeps for whoever needs more.</param>
public readonly record struct QuotaShare(int Hold, int Pool)
{
    /// <summary>Gateways ask every 20 ms: a pool of less than two rounds' refill would not let the rate through.</summary>
    private const int MinimumPoolsPerSecond = 25;

    /// <param name="burst">0: as many as in one second.</param>
    public static QuotaShare Of(int requestsPerSecond, int burst, int gateways)
    {
        burst = burst == 0 ? requestsPerSecond : burst;
        gateways = Math.Max(1, gateways);
        var hold = Math.Max(1, burst / (2 * gateways));
        return new QuotaShare(hold, (int)Math.Max(Math.Max(1, burst - ((long)hold * gateways)), (requestsPerSecond + MinimumPoolsPerSecond - 1) / MinimumPoolsPerSecond));
    }
}

namespace Farol.Control.Tenants;

/// <summary>A tenant's limits as the API shows and takes them. Null: no bound, or, in a request, the plan's.</summary>
internal sealed class TenantLimitsBody
{
    public const string NoFirewall = "off";

    public int? MaxRequestsPerSecond { get; init; }

    public int? MaxBurstSize { get; init; }

    /// <summary>Always null: nothing bounds it, so nothing is promised.</summary>
    public long? MaxBandwidthMbPerDay { get; init; }

    public int? MaxRoutes { get; init; }

    public int? MaxBackends { get; init; }

    public string? WafLevel { get; init; } = NoFirewall;

    public static TenantLimitsBody From(TenantLimits limits) => new()
    {
        MaxRequestsPerSecond = limits.MaxRequestsPerSecond,
        MaxBurstSize = limits.MaxBurstSize,
        MaxRoutes = limits.MaxRoutes,
        MaxBackends = limits.MaxBackends,
    };

    public static TenantLimitsBody OwnOf(TenantRow row) => new()
    {
        MaxRequestsPerSecond = row.MaxRequestsPerSecond,
        MaxBurstSize = row.MaxBurstSize,
        MaxRoutes = row.MaxRoutes,
        MaxBackends = row.MaxBackends,
        WafLevel = null,
    };
}

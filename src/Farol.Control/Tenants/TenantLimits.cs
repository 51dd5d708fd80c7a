using System.Net;

namespace Farol.Control.Tenants;

/// <summary>What a tenant may use. Null: no bound.</summary>
public sealed record TenantLimits
{
    public int? MaxRequestsPerSecond { get; init; }

    /// <summary>Requests at once after a pause.</summary>
    public int? MaxBurstSize { get; init; }

    /// <summary>Checked when a route is saved; a tenant that has more already keeps them.</summary>
    public int? MaxRoutes { get; init; }

    /// <summary>Over all its pools; checked when one is saved.</summary>
    public int? MaxBackends { get; init; }

    /// <summary>Networks that its backends may be in beside the public ones.</summary>
    public IReadOnlyList<IPNetwork> BackendNetworks { get; init; } = [];
}

using System.Net;

namespace Farol.Configuration.Gateway;

/// <summary>One entry of <c>tenants:</c>: what a tenant may use of the gateway.</summary>
public sealed record TenantSection
{
    public string Name { get; init; } = "";

    /// <summary>Null: no bound.</summary>
    public int? MaxRequestsPerSecond { get; init; }

    /// <summary>Requests at once after a pause; null: as many as in one second.</summary>
    public int? MaxBurstSize { get; init; }

    /// <summary>Null: no bound.</summary>
    public int? MaxRoutes { get; init; }

    /// <summary>Null: no bound.</summary>
    public int? MaxBackends { get; init; }

    /// <summary>Networks that its backends may be in beside the public ones: a tenant is not trusted with the operator's own network.</summary>
    public ValueList<IPNetwork> BackendNetworks { get; init; } = [];
}

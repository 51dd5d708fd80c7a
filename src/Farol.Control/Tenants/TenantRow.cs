using System.Net;

namespace Farol.Control.Tenants;

/// <summary>A row of the table <c>tenants</c>.</summary>
internal sealed record TenantRow
{
    public const string Columns = """
        id, name, active, created_at_ms AS CreatedAtMs, plan, contact_email AS ContactEmail,
        max_requests_per_second AS MaxRequestsPerSecond, max_burst_size AS MaxBurstSize, max_routes AS MaxRoutes,
        max_backends AS MaxBackends, backend_networks AS BackendNetworks, version, deleted_at_ms AS DeletedAtMs
        """;

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public bool Active { get; init; } = true;

    public long CreatedAtMs { get; init; }

    public string? Plan { get; init; }

    public string? ContactEmail { get; init; }

    public int? MaxRequestsPerSecond { get; init; }

    public int? MaxBurstSize { get; init; }

    public int? MaxRoutes { get; init; }

    public int? MaxBackends { get; init; }

    /// <summary>Networks, with a blank between two.</summary>
    public string BackendNetworks { get; init; } = "";

    public long Version { get; init; } = 1;

    public long? DeletedAtMs { get; init; }

    /// <summary>Whether its objects are served and its members let in.</summary>
    public bool IsServed => Active && DeletedAtMs is null;

    public IReadOnlyList<IPNetwork> Networks =>
        [.. BackendNetworks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => IPNetwork.Parse(text))];

    /// <summary>Its own figures where the platform set some, else the plan's.</summary>
    public TenantLimits Limits
    {
        get
        {
            var plan = TenantPlan.Find(Plan);
            return new TenantLimits
            {
                MaxRequestsPerSecond = MaxRequestsPerSecond ?? plan?.MaxRequestsPerSecond,
                MaxBurstSize = MaxBurstSize ?? plan?.MaxBurstSize,
                MaxRoutes = MaxRoutes ?? plan?.MaxRoutes,
                MaxBackends = MaxBackends ?? plan?.MaxBackends,
                BackendNetworks = Networks,
            };
        }
    }
}

using Farol.Control.Metrics;

namespace Farol.Control.Administration;

/// <summary>GET /admin/metrics: the figures of /api/metrics for the whole installation, and the requests of each tenant and gateway.</summary>
public sealed record InstallationMetricsBody : MetricsBody
{
    public required IReadOnlyDictionary<string, RequestsBody> ByTenant { get; init; }

    public required IReadOnlyDictionary<string, RequestsBody> ByGateway { get; init; }
}

using Farol.Control.Gateways;
using Farol.Control.LiveFeed;
using Farol.Control.Metrics;

namespace Farol.Control.Administration;

/// <summary>The figures of the whole installation, with those of each tenant and gateway beside.</summary>
internal sealed class InstallationFigures(FigureReader figures, TrafficFigures traffic, IGatewayFleet fleet)
{
    public InstallationMetricsBody Read()
    {
        var all = figures.Metrics(FeedTenants.All);
        return new InstallationMetricsBody
        {
            Timestamp = all.Timestamp,
            Cpu = all.Cpu,
            Memory = all.Memory,
            Disk = all.Disk,
            Network = all.Network,
            Uptime = all.Uptime,
            Requests = all.Requests,
            Backends = all.Backends,
            Security = all.Security,
            Ai = all.Ai,
            ByTenant = traffic.Tenants().ToDictionary(t => t, t => FigureReader.Requests(traffic.Read(FigureScopes.Tenant(t)))),
            ByGateway = fleet.All.ToDictionary(g => g.Name, g => FigureReader.Requests(traffic.Read(FigureScopes.Gateway(g.Name)))),
        };
    }
}

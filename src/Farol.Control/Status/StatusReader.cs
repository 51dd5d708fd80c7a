using Farol.Control.Gateways;
using Farol.Control.LiveFeed;
using Farol.Control.Metrics;
using Farol.Control.Revisions;
using Farol.Live;
using Farol.Telemetry.Health;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Farol.Control.Status;

/// <summary>How the installation is now.</summary>
internal sealed class StatusReader(
    HealthBoard board, ControlOptions options, ProgramStart start, LiveHub hub, IConfiguration configuration, IGatewayFleet fleet, IServer server)
{
    /// <param name="tenantId">A tenant, or <see cref="FeedTenants.All"/>.</param>
    public StatusBody Read(string tenantId)
    {
        var state = configuration.Current;
        return new StatusBody
        {
            Status = board.Report().Status,
            UptimeSeconds = start.UptimeSeconds,
            Version = options.Version,
            NodeId = options.Figures.Node,
            Role = options.Role,
            Leader = true,
            WebsocketClients = hub.ClientCount,
            Routes = state.Whole.Routes.Count(r => IsOf(r.Tenant, tenantId)),
            Pools = state.Whole.Pools.Count(p => IsOf(p.Tenant, tenantId)),
            ConfigRevision = state.Revision == 0 ? null : state.Revision,
            Listeners = Listeners(),
        };
    }

    /// <summary>What counts as a change: not the uptime, nor that clients come and go.</summary>
    public string Key(string tenantId)
    {
        var status = Read(tenantId) with { UptimeSeconds = 0, WebsocketClients = 0 };
        return $"{status.Status} {status.Routes} {status.Pools} {status.ConfigRevision} {string.Join(' ', status.Listeners)}";
    }

    public IReadOnlyList<StatusBody.ListenerBody> Listeners() =>
    [
        .. (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(Own),
        .. fleet.All.Where(g => g.IsConnected).SelectMany(g => g.Applied?.Listeners.Select(l => new StatusBody.ListenerBody(l.Name, l.Endpoint, l.Tls, g.Name)) ?? []),
    ];

    private static StatusBody.ListenerBody Own(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        return new StatusBody.ListenerBody("control", address[(scheme + 3)..].TrimEnd('/'), address.StartsWith("https:", StringComparison.Ordinal), Gateway: null);
    }

    private static bool IsOf(string? tenant, string tenantId) => tenantId == FeedTenants.All || FigureScopes.TenantOfSeries(tenant ?? "") == tenantId;
}

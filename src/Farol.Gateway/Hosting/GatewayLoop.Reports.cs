using Farol.Gateway.Forwarding;
using Farol.Gateway.Http1;
using Farol.Gateway.Metering;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Hosting;

/// <content>What it counts and tells of refusals.</content>
internal sealed partial class GatewayLoop
{
    public void CountViolation(IClient client, Violation violation)
    {
        Meter.CountViolation(violation);
        Publish(GatewayEventKind.Violation, EventSeverity.Warning, client.Info.Address, route: null, ViolationText.For(violation));
    }

    /// <summary>A backend answered with what is no HTTP.</summary>
    public void CountViolation(Backend backend, Route route, Violation violation)
    {
        Meter.CountViolation(violation);
        _ = _server.Events.TryPublish(new GatewayEvent
        {
            Kind = GatewayEventKind.Violation,
            At = _server.Events.Now,
            Severity = EventSeverity.Warning,
            Backend = backend.Id,
            Pool = route.Pool?.Name,
            Route = route.Name,
            Tenant = route.Tenant?.Key.Name,
            Text = ViolationText.For(violation),
        });
    }

    public void CountPathFault(IClient client, PathFault fault) =>
        Publish(GatewayEventKind.Violation, EventSeverity.Warning, client.Info.Address, route: null, $"path refused: {fault}");

    /// <summary>A connection was closed before anything was read from it.</summary>
    public void CountRefused(UInt128? client, string why)
    {
        Meter.CountConnectionRefused();
        Publish(GatewayEventKind.Exhausted, EventSeverity.Warning, client, route: null, why);
    }

    private void Publish(GatewayEventKind kind, EventSeverity severity, UInt128? client, Route? route, string text) => _server.Events.TryPublish(new GatewayEvent
    {
        Kind = kind,
        At = _server.Events.Now,
        Severity = severity,
        Client = client,
        Route = route?.Name,
        Tenant = route?.Tenant?.Key.Name,
        Text = text,
    });
}

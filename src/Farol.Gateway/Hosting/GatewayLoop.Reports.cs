using Farol.Gateway.Forwarding;
using Farol.Gateway.Http1;
using Farol.Gateway.Limits;
using Farol.Gateway.Metering;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Hosting;

/// <content>What it counts and tells of refusals.</content>
internal sealed partial class GatewayLoop
{
    /// <summary>Of this loop: enough to see who comes, and nothing that buries other events.</summary>
    private const int MaxBlockedEventsPerSecond = 10;

    private long _blockedSecond;
    private int _blockedEvents;

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

    /// <summary>A connection or request was refused by a block. Those who are blocked come again and again: a few events a second say so.</summary>
    public void CountBlocked(BlockRule rule, UInt128 client, Route? route)
    {
        Meter.CountBlocked();
        var second = Loop.NowMilliseconds / 1000;
        (_blockedSecond, _blockedEvents) = second == _blockedSecond ? (second, _blockedEvents + 1) : (second, 1);
        if (_blockedEvents <= MaxBlockedEventsPerSecond)
        {
            _ = _server.Events.TryPublish(new GatewayEvent
            {
                Kind = GatewayEventKind.Blocked,
                At = _server.Events.Now,
                Severity = EventSeverity.Info,
                Client = client,
                Route = route?.Name,
                Tenant = rule.Tenant?.Name ?? route?.Tenant?.Key.Name,
                Text = rule.Text,
            });
        }
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

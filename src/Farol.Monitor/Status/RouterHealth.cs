using Farol.Devices.Sessions;
using Farol.Monitor.Answers;
using Farol.Monitor.Routers;
using Farol.Store.Caching;
using Farol.Telemetry.Health;

namespace Farol.Monitor.Status;

/// <summary>
/// What <c>/health</c> says of the monitor. It is public, so a router's trouble is named by its kind, never with an address.
/// </summary>
internal sealed class RouterHealth
{
    private readonly HealthBoard _board;

    public RouterHealth(HealthBoard board, RouterRegistry registry, ICache cache, MonitorOptions options)
    {
        _board = board;
        board.Detail("background_service", () => registry.All.All(r => r.IsPolling));
        board.Detail("simulated", () => registry.All.Any(r => r.Definition.IsSimulated));
        board.Component("store", isRequired: true).Ok();
        if (options.UsesRedis)
        {
            board.Detail("redis_available", () => cache.ReadStatistics().RedisAvailable);
        }
    }

    public void Take(MonitoredRouter router)
    {
        var component = _board.Component($"router_{router.Definition.Id}");
        var connection = router.Connection.Snapshot;
        switch (connection)
        {
            case { HeldOffline: true }:
                component.Degraded("disconnected by an operator");
                break;
            case { State: ConnectionState.Online } or { LastError: null }:
                component.Ok();
                break;
            default:
                component.Degraded(SnakeCase.Of(connection.LastError!.Fault));
                break;
        }
    }

    public void Remove(string routerId) => _board.Remove($"router_{routerId}");
}

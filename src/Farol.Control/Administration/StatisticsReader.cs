using Farol.Control.Gateways;
using Farol.Control.Metrics;
using Farol.Control.Revisions;
using Farol.Live;
using Farol.Store.Databases;

namespace Farol.Control.Administration;

/// <summary>Counts the installation.</summary>
internal sealed class StatisticsReader(
    IStateDatabase state, IHistoryDatabase history, IConfiguration configuration, IGatewayFleet fleet, LiveHub hub, ProgramStart start, TimeProvider time)
{
    public async Task<StatisticsBody> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var counts = await state.ReadAsync(
            async unit => (
                Tenants: await unit.ScalarAsync<long>("SELECT COUNT(*) FROM tenants WHERE deleted_at_ms IS NULL"),
                Users: await unit.ScalarAsync<long>("SELECT COUNT(*) FROM users"),
                Disabled: await unit.ScalarAsync<long>("SELECT COUNT(*) FROM users WHERE disabled"),
                Sessions: await unit.ScalarAsync<long>(
                    "SELECT COUNT(*) FROM sessions WHERE ended_at_ms IS NULL AND expires_at_ms > @nowMs", new { nowMs = now.ToUnixTimeMilliseconds() })),
            cancellationToken);
        var document = configuration.Current;
        var live = hub.Statistics();
        return new StatisticsBody
        {
            Timestamp = now,
            UptimeSeconds = start.UptimeSeconds,
            Tenants = counts.Tenants,
            Users = counts.Users,
            DisabledUsers = counts.Disabled,
            Sessions = counts.Sessions,
            Routes = document.Whole.Routes.Count,
            Pools = document.Whole.Pools.Count,
            Backends = document.Whole.Pools.Sum(p => p.Backends.Count),
            ConfigRevision = document.Revision == 0 ? null : document.Revision,
            Gateways = [.. fleet.All.Select(Gateway)],
            Websockets = new StatisticsBody.SocketsBody(live.TotalConnections, live.Channels, live.MessagesSent, live.MessagesDropped, live.BytesSent),
            Store = new StatisticsBody.StoreBody(history.SizeBytes),
        };
    }

    private static StatisticsBody.GatewayBody Gateway(LinkedGateway gateway) => new(
        gateway.Name, gateway.IsConnected, gateway.Since, gateway.Applied?.Name.Revision, gateway.IsConnected ? gateway.Counters?.OpenConnections : null, gateway.Counters?.RequestsTotal);
}

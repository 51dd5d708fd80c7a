using Farol.Control.Gateways;
using Farol.Control.Metrics;
using Farol.Control.Revisions;
using Farol.Live;
using Farol.Store;
using Farol.Store.Databases;

namespace Farol.Control.Administration;

/// <summary>Counts the installation.</summary>
internal sealed class StatisticsReader(
    IStateDatabase state, IHistoryDatabase history, StoreOptions store, IConfiguration configuration, IGatewayFleet fleet, LiveHub hub, ProgramStart start, TimeProvider time)
{
    private const string SqliteSize = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
    private const string PostgresSize = "SELECT pg_database_size(current_database())";

    public async Task<StatisticsBody> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var counts = await state.ReadAsync(
            async unit => (
                Tenants: await unit.ScalarAsync<long>("SELECT COUNT(*) FROM tenants WHERE deleted_at_ms IS NULL"),
                Users: await unit.ScalarAsync<long>("SELECT COUNT(*) FROM users"),
                Disabled: await unit.ScalarAsync<long>("SELECT COUNT(*) FROM users WHERE disabled"),
                Sessions: await unit.ScalarAsync<long>(
                    "SELECT COUNT(*) FROM sessions WHERE ended_at_ms IS NULL AND expires_at_ms > @nowMs", new { nowMs = now.ToUnixTimeMilliseconds() }),
                Joined: await unit.QueryAsync<string>(
                    "SELECT DISTINCT name FROM gateway_certificates WHERE revoked_at_ms IS NULL AND expires_at_ms > @nowMs", new { nowMs = now.ToUnixTimeMilliseconds() }),
                Bytes: await unit.ScalarAsync<long>(store.Postgres is null ? SqliteSize : PostgresSize)),
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
            Gateways = Gateways([.. counts.Joined]),
            Websockets = new StatisticsBody.SocketsBody(live.TotalConnections, live.Channels, live.MessagesSent, live.MessagesDropped, live.BytesSent),
            Store = new StatisticsBody.StoreBody(store.Postgres is null ? "sqlite" : "postgresql", counts.Bytes, history.SizeBytes),
        };
    }

    /// <summary>Those that linked, and those that only joined: a machine that never came back is what people look for.</summary>
    private IReadOnlyList<StatisticsBody.GatewayBody> Gateways(IReadOnlyList<string> joined)
    {
        var linked = fleet.All;
        var missing = joined.Except(linked.Select(g => g.Name)).Select(name => new LinkedGateway { Name = name });
        return [.. linked.Concat(missing).OrderBy(g => g.Name, StringComparer.Ordinal).Select(Gateway)];
    }

    private static StatisticsBody.GatewayBody Gateway(LinkedGateway gateway) => new(
        gateway.Name,
        gateway.Name != GatewayLinks.Local,
        gateway.IsConnected,
        gateway.Since == default ? null : gateway.Since,
        gateway.LastSeen,
        gateway.Disconnection,
        gateway.ProgramVersion,
        gateway.Applied?.Name.Revision,
        gateway.Refused?.Name.Revision,
        gateway.IsConnected ? gateway.Counters?.OpenConnections : null,
        gateway.Counters?.RequestsTotal);
}

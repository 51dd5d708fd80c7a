using Farol.Monitor.Routers;
using Farol.Store.Caching;

namespace Farol.Monitor.Status;

/// <summary>What <c>system_status</c> frames say of the program and one router.</summary>
internal sealed class SystemStatus(ICache cache, TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public TimeSpan Uptime => time.GetUtcNow() - _started;

    public object Of(MonitoredRouter router)
    {
        var connection = router.Connection.Snapshot;
        var states = router.Families.All.Select(f => f.State).ToList();
        var statistics = cache.ReadStatistics();
        return new
        {
            background_service = new
            {
                running = router.IsPolling,
                last_update = states.Max(s => s.LastSuccess),
                collections = states.Sum(s => s.Runs),
                errors = states.Sum(s => s.Errors),
                uptime = Math.Round(Uptime.TotalSeconds, 1),
            },
            router = new
            {
                id = router.Definition.Id,
                name = router.Definition.Name,
                simulated = router.Definition.IsSimulated,
                connected = connection.Connected,
                status = connection.State,
                message = ConnectionText.Of(connection),
                response_time_ms = connection.LastResponseTime?.TotalMilliseconds,
                circuit = connection.Circuit,
                next_try = connection.NextTry,
                last_error = connection.LastError,
            },
            cache = new { statistics.HitRatePercent, statistics.RedisAvailable, statistics.MemoryCacheSize },
        };
    }
}

using Farol.Gateway.Health;
using Farol.Gateway.Metering;
using Farol.Gateway.Upstreams;
using Farol.Link.Protocol;

namespace Farol.Gateway.Hosting;

/// <summary>What the gateway counts, in the words of the link: totals and backends whole, of the series those that changed since the frame before.</summary>
internal sealed class CounterFrames(GatewayServer server, MeterReport report)
{
    private long _told;

    /// <param name="isWhole">All series: the other end knows none yet, or missed a frame.</param>
    public Counters Read(bool isWhole) => report.Read(figures =>
    {
        var frame = new Counters
        {
            OpenConnections = server.Connections,
            RequestsTotal = figures.Total.Requests,
            InFlight = figures.Total.InFlight,
            ConnectionsTotal = figures.ConnectionsOpened,
            BlockedTotal = figures.Blocked,
            RateLimitedTotal = figures.Total.Limited,
            ViolationsTotal = figures.Violations.Sum(),
        };
        frame.Series.AddRange(figures.Series.Where(s => isWhole || s.ChangedAt > _told).Select(Series));
        _told = figures.Number;
        var tenants = server.Current.Pools.Where(p => p.Tenant is not null).ToDictionary(p => p.Name, p => p.Tenant!.Name, StringComparer.Ordinal);
        frame.Backends.AddRange(figures.Backends.Select(b => Backend(b, tenants.GetValueOrDefault(b.Backend.PoolName, ""))));
        return frame;
    });

    private static SeriesCounters Series(SeriesTotals series)
    {
        var counters = new SeriesCounters
        {
            Tenant = series.Key.Tenant ?? "",
            Route = series.Key.Route,
            Pool = series.Key.Pool ?? "",
            RequestsTotal = series.Requests,
            ServerErrorsTotal = series.Errors,
            ClientErrorsTotal = series.Classes[StatusCounts.ClassOf(400)],
            BytesInTotal = series.BytesIn,
            BytesOutTotal = series.BytesOut,
            LatencyMicrosecondsTotal = series.Latency.TotalMicroseconds,
            InFlight = series.InFlight,
            RetriesTotal = series.Retries,
            RateLimitedTotal = series.Limited,
        };
        series.Latency.AddTo(counters.LatencyBuckets);
        return counters;
    }

    private static BackendCounters Backend(BackendTotals totals, string tenant)
    {
        var health = totals.Health;
        var counters = new BackendCounters
        {
            Id = totals.Backend.Id,
            Pool = totals.Backend.PoolName,
            Tenant = tenant,
            InFlight = totals.InFlight,
            RequestsTotal = totals.Requests,
            FailuresTotal = totals.Failures,
            OpenConnections = totals.Connections,
            BytesInTotal = totals.BytesIn,
            BytesOutTotal = totals.BytesOut,
            LastError = health.LastError ?? "",
        };
        (counters.State, counters.StateAuthority, var since) = StateOf(health);
        Set(since, at => counters.StateSinceUnixMilliseconds = at);
        Set(health.LastCheck, at => counters.LastCheckUnixMilliseconds = at);
        if (LatencyOf(totals.Backend) is { } latency)
        {
            counters.LatencyMicroseconds = latency;
        }

        totals.FirstByte.AddTo(counters.LatencyBuckets);
        return counters;
    }

    /// <summary>A backend that is out is told as that; one that may be used but takes no new sessions as draining.</summary>
    private static (string State, string Authority, DateTimeOffset? Since) StateOf(BackendReport health) => health switch
    {
        { IsDraining: true, IsUsable: true } => ("draining", health.IsLeaving ? "drain" : WireNames.Of(HealthAuthority.Operator), health.DrainingSince),
        { State: { } state, Authority: { } authority } => (WireNames.Of(state), WireNames.Of(authority), health.Since),
        _ => ("", "", null),
    };

    /// <summary>The moving averages of the loops that measured one; in microseconds.</summary>
    private static long? LatencyOf(Backend backend)
    {
        var (sum, loops) = (0.0, 0);
        foreach (ref readonly var figures in backend.AllFigures)
        {
            if (Volatile.Read(in figures.PeakLatencyMicroseconds) is > 0 and var latency)
            {
                (sum, loops) = (sum + latency, loops + 1);
            }
        }

        return loops == 0 ? null : (long)(sum / loops);
    }

    private static void Set(DateTimeOffset? at, Action<long> set)
    {
        if (at is { } time)
        {
            set(time.ToUnixTimeMilliseconds());
        }
    }
}

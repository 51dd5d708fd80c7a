using Farol.Configuration.Gateway;
using Farol.Control.LiveFeed;
using Farol.Control.Revisions;
using Farol.Control.Tenants;

namespace Farol.Control.Metrics;

/// <summary>The figures as the API shows them, of one tenant or of the whole installation.</summary>
internal sealed class FigureReader(TrafficFigures traffic, MachineSampler machine, IConfiguration configuration, IEnumerable<ISecurityFigures> security, ProgramStart start, TimeProvider time)
{
    private const double MicrosecondsPerMillisecond = 1000;
    private const int BitsPerByte = 8;
    private const int Minute = 60;

    private readonly ISecurityFigures? _security = security.LastOrDefault();

    /// <param name="tenantId">A tenant, or <see cref="FeedTenants.All"/>.</param>
    public MetricsBody Metrics(string tenantId) => Metrics(tenantId, traffic.Read(ScopeOf(tenantId)));

    public RealtimeBody Realtime(string tenantId) => Realtime(tenantId, traffic.Read(ScopeOf(tenantId)), SecondRing.Seconds, withBackends: true);

    /// <summary>What the channel <c>metrics</c> carries: both, of the same moment.</summary>
    /// <param name="isWhole">False: only the newest second, and no backends.</param>
    public MetricsFrame Frame(string tenantId, bool isWhole)
    {
        var reading = traffic.Read(ScopeOf(tenantId));
        return new MetricsFrame(Metrics(tenantId, reading), Realtime(tenantId, reading, isWhole ? SecondRing.Seconds : 1, isWhole));
    }

    public static string ScopeOf(string tenantId) => tenantId == FeedTenants.All ? FigureScopes.All : FigureScopes.Tenant(tenantId);

    private MetricsBody Metrics(string tenantId, TrafficReading reading)
    {
        var now = machine.Now;
        return new MetricsBody
        {
            Timestamp = time.GetUtcNow(),
            Cpu = new MetricsBody.CpuBody(Round(now?.CpuPercent), now?.LoadAverage),
            Memory = new MetricsBody.MemoryBody(Round(now?.MemoryPercent), now?.MemoryUsedBytes, now?.MemoryTotalBytes),
            Disk = new MetricsBody.DiskBody(Round(now?.DiskPercent)),
            Network = new MetricsBody.NetworkBody(now?.BytesReceived, now?.BytesSent),
            Uptime = start.UptimeSeconds,
            Requests = Requests(reading),
            Backends = Backends(tenantId),
            Security = Security(tenantId, reading),
            Ai = new MetricsBody.AiBody(null, null, null, null),
        };
    }

    internal static MetricsBody.RequestsBody Requests(TrafficReading reading) => new(
        reading.Total?.Requests,
        reading.KnownSeconds == 0 ? null : Round((double)reading.LastMinute!.Value.Requests * Minute / reading.KnownSeconds),
        ErrorRate(reading.LastMinute),
        ResponseTime(reading.LastMinute),
        Round(reading.P50Milliseconds),
        Round(reading.P95Milliseconds),
        Round(reading.P99Milliseconds),
        reading.Connections,
        reading.InFlight);

    private MetricsBody.SecurityBody Security(string tenantId, TrafficReading reading)
    {
        var counts = _security?.Of(tenantId);
        return new MetricsBody.SecurityBody(counts?.BlockedRequests, counts?.SuspiciousIps, counts?.FailedAuthAttempts, reading.Total?.RateLimited ?? counts?.RateLimitHits);
    }

    /// <summary>What is configured, and what gateways have beside it: the demonstration's, and what was taken away and still drains.</summary>
    private MetricsBody.BackendsBody Backends(string tenantId)
    {
        var isAll = tenantId == FeedTenants.All;
        var figures = Figures(tenantId);
        var isKnown = figures.Count > 0 || traffic.IsAnyConnected;
        var byPool = figures.ToLookup(f => f.Pool, StringComparer.Ordinal);
        var configured = Pools(tenantId).Select(p => (p.Name, TenantId: FigureScopes.TenantOfSeries(p.Tenant ?? ""), Backends: p.Backends.Select(b => b.Id).Union(byPool[p.Name].Select(f => f.Id)).Count())).ToList();
        var beside = byPool.Where(p => configured.All(c => c.Name != p.Key)).Select(p => (Name: p.Key, p.First().TenantId, Backends: p.Count()));
        List<(string Name, string TenantId, int Backends)> pools = [.. configured, .. beside];
        return new MetricsBody.BackendsBody(
            pools.Sum(p => p.Backends),
            isKnown ? figures.Count(f => BackendHealth.Of(f.State) == BackendHealth.Healthy) : null,
            isKnown ? figures.Count(f => BackendHealth.Of(f.State) == BackendHealth.Unhealthy) : null,
            isKnown ? figures.Count(f => BackendHealth.Of(f.State) == BackendHealth.Unknown) : null,
            [
                .. pools.Select(p => new MetricsBody.PoolBody(
                    TenantNames.Plain(p.TenantId, p.Name),
                    isAll ? p.TenantId : null,
                    p.Backends,
                    isKnown ? byPool[p.Name].Count(f => BackendHealth.Of(f.State) == BackendHealth.Healthy) : null,
                    isKnown ? byPool[p.Name].Sum(f => f.InFlight) : null)),
            ]);
    }

    /// <summary>All but the gateway's own way to the console, which is nobody's backend.</summary>
    private List<BackendFigures> Figures(string tenantId) =>
        [.. traffic.Backends(tenantId == FeedTenants.All ? null : tenantId).Where(f => f.Pool != SystemRoute.SystemRoutePart.Name)];

    private IEnumerable<PoolSection> Pools(string tenantId) =>
        configuration.Current.Whole.Pools.Where(p => tenantId == FeedTenants.All || FigureScopes.TenantOfSeries(p.Tenant ?? "") == tenantId);

    private RealtimeBody Realtime(string tenantId, TrafficReading reading, int points, bool withBackends) => new()
    {
        Timestamp = DateTimeOffset.FromUnixTimeSeconds(reading.Second),
        RequestsPerSecond = reading.Last?.Requests,
        ResponseTimeAvg = ResponseTime(reading.Last),
        ErrorRate = ErrorRate(reading.LastMinute),
        TotalRequests = reading.Total?.Requests,
        TotalErrors = reading.Total?.Errors,
        ActiveConnections = reading.Connections,
        Bandwidth = new RealtimeBody.BandwidthBody(reading.Last?.BytesIn * BitsPerByte, reading.Last?.BytesOut * BitsPerByte),
        BackendStats = withBackends ? [.. Figures(tenantId).Select(Stat)] : null,
        RecentMetrics = [.. Points(reading, points)],
    };

    private static IEnumerable<RealtimeBody.PointBody> Points(TrafficReading reading, int count)
    {
        for (var i = reading.Seconds.Count - count; i < reading.Seconds.Count; i++)
        {
            var at = DateTimeOffset.FromUnixTimeSeconds(reading.Second - reading.Seconds.Count + 1 + i);
            yield return new RealtimeBody.PointBody(at, reading.Seconds[i]?.Requests, ResponseTime(reading.Seconds[i]));
        }
    }

    private static RealtimeBody.BackendStatBody Stat(BackendFigures backend)
    {
        var id = TenantNames.Plain(backend.TenantId, backend.Id);
        return new RealtimeBody.BackendStatBody(id, id, backend.Requests, Round(backend.LatencyMilliseconds), backend.Failures, BackendHealth.StatusOf(backend.State), backend.Connections);
    }

    private static double? ResponseTime(Traffic? traffic) =>
        traffic is { Requests: > 0 } some ? Round(some.LatencyMicroseconds / MicrosecondsPerMillisecond / some.Requests) : null;

    private static double? ErrorRate(Traffic? traffic) => traffic is { Requests: > 0 } some ? Round(100.0 * some.Errors / some.Requests) : null;

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 3) : null;
}

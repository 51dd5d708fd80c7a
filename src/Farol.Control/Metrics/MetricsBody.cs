namespace Farol.Control.Metrics;

/// <summary>GET /api/metrics. Null: not measured, or nothing to measure yet.</summary>
public record MetricsBody
{
    public required DateTimeOffset Timestamp { get; init; }

    public required CpuBody Cpu { get; init; }

    public required MemoryBody Memory { get; init; }

    public required DiskBody Disk { get; init; }

    public required NetworkBody Network { get; init; }

    /// <summary>Seconds since the control plane's start.</summary>
    public required long Uptime { get; init; }

    public required RequestsBody Requests { get; init; }

    public required BackendsBody Backends { get; init; }

    public required SecurityBody Security { get; init; }

    public required AiBody Ai { get; init; }

    /// <param name="Usage">Percent of all cores over the last second.</param>
    /// <param name="LoadAvg">Over 1, 5 and 15 minutes.</param>
    public sealed record CpuBody(double? Usage, IReadOnlyList<double>? LoadAvg);

    public sealed record MemoryBody(double? UsagePercentage, long? UsedBytes, long? TotalBytes);

    /// <param name="UsagePercentage">Of the file system that the data is on.</param>
    public sealed record DiskBody(double? UsagePercentage);

    /// <summary>Since the machine's start, over its own interfaces.</summary>
    public sealed record NetworkBody(long? BytesRecv, long? BytesSent);

    /// <param name="Total">Since the gateways' start.</param>
    /// <param name="RatePerMinute">Over the last minute.</param>
    /// <param name="ErrorRate">Percent of the last minute's requests that were answered 5xx.</param>
    /// <param name="AvgResponseTime">Milliseconds, of the last minute's requests; so are the percentiles.</param>
    /// <param name="ActiveConnections">Open connections of clients; null for a tenant other than the platform, as a connection belongs to none.</param>
    /// <param name="InFlight">Requests under way.</param>
    public sealed record RequestsBody(
        long? Total, double? RatePerMinute, double? ErrorRate, double? AvgResponseTime, double? P50ResponseTime, double? P95ResponseTime, double? P99ResponseTime, long? ActiveConnections, long? InFlight);

    /// <param name="Total">In the configuration.</param>
    /// <param name="Unknown">Used, and nobody has judged them yet.</param>
    public sealed record BackendsBody(int Total, int? Healthy, int? Unhealthy, int? Unknown, IReadOnlyList<PoolBody> Pools);

    /// <param name="Tenant">Null where all are of one tenant.</param>
    /// <param name="Load">Requests under way at its backends.</param>
    public sealed record PoolBody(string Name, string? Tenant, int Backends, int? Healthy, long? Load);

    /// <summary>Counts since the start.</summary>
    public sealed record SecurityBody(long? BlockedRequests, IReadOnlyList<string>? SuspiciousIps, long? FailedAuthAttempts, long? RateLimitHits);

    public sealed record AiBody(long? PredictionsCount, double? Accuracy, int? ModelsActive, DateTimeOffset? LastTraining);
}

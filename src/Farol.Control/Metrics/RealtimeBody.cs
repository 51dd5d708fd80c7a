namespace Farol.Control.Metrics;

/// <summary>GET /api/metrics/realtime. Null: not measured, or nothing to measure yet.</summary>
public sealed record RealtimeBody
{
    /// <summary>The second that the figures of one second are of.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    public double? RequestsPerSecond { get; init; }

    /// <summary>Milliseconds.</summary>
    public double? ResponseTimeAvg { get; init; }

    /// <summary>Percent of the last minute's requests that were answered 5xx.</summary>
    public double? ErrorRate { get; init; }

    public long? TotalRequests { get; init; }

    public long? TotalErrors { get; init; }

    public long? ActiveConnections { get; init; }

    public required BandwidthBody Bandwidth { get; init; }

    /// <summary>Null in a frame that follows another: the channel <c>backends</c> has them.</summary>
    public IReadOnlyList<BackendStatBody>? BackendStats { get; init; }

    /// <summary>One point a second, the newest last; five minutes, or only the newest in a frame that follows another.</summary>
    public required IReadOnlyList<PointBody> RecentMetrics { get; init; }

    /// <summary>Bits a second: what clients sent and what they got.</summary>
    public sealed record BandwidthBody(double? In, double? Out);

    /// <param name="ResponseTime">Milliseconds to the first byte, a moving average.</param>
    /// <param name="Status">online, offline or draining; null: nobody has judged it yet.</param>
    public sealed record BackendStatBody(string Id, string Name, long Requests, double? ResponseTime, long Errors, string? Status, long Connections);

    /// <param name="Rps">Requests in that second; null: no gateway told of it.</param>
    /// <param name="Rt">Milliseconds on average; null: no request.</param>
    public sealed record PointBody(DateTimeOffset Timestamp, double? Rps, double? Rt);
}

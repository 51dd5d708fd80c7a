namespace Farol.Gateway.Metering;

/// <summary>What parts of the gateway count that are shared by its loops.</summary>
internal sealed record GatewayCounters
{
    public long Ejections { get; init; }

    public long EjectionsRefused { get; init; }

    public long HealthChecks { get; init; }

    public long HealthChecksFailed { get; init; }

    public long LimitBucketsEvicted { get; init; }

    public long EventsDropped { get; init; }

    public long AccessLogLines { get; init; }

    public long AccessLogDropped { get; init; }

    public long RequestLines { get; init; }

    public long RequestLinesDropped { get; init; }

    /// <summary>Handshakes by where they were made (<c>listener</c> or <c>pool</c>, and its name) and how they ended.</summary>
    public IReadOnlyList<(string Side, string Name, string Result, long Count)> TlsHandshakes { get; init; } = [];

    /// <summary>Streams and connections of HTTP/2 that were ended from here, by why.</summary>
    public IReadOnlyList<(string Fault, long Count)> Http2Faults { get; init; } = [];

    /// <summary>How often each limit refused.</summary>
    public IReadOnlyList<(string Limit, long Hits)> LimitHits { get; init; } = [];
}

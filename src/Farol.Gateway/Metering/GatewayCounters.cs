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

    /// <summary>How often each limit refused.</summary>
    public IReadOnlyList<(string Limit, long Hits)> LimitHits { get; init; } = [];
}

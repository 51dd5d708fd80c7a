namespace Farol.Control.Metrics;

/// <summary>One backend as all gateways together see it. Null: nobody has measured that yet.</summary>
internal sealed record BackendFigures
{
    public required string Id { get; init; }

    public required string Pool { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The worst that a gateway says, in the link's words; empty: nobody has judged it yet.</summary>
    public required string State { get; init; }

    public required long Requests { get; init; }

    public required long Failures { get; init; }

    public required long InFlight { get; init; }

    public required long Connections { get; init; }

    /// <summary>Mean of what the gateways measure, each by its requests.</summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>Share of the last minute's requests that failed, in percent.</summary>
    public double? ErrorPercent { get; init; }

    public DateTimeOffset? StateSince { get; init; }

    public DateTimeOffset? LastCheck { get; init; }

    public string? LastError { get; init; }
}

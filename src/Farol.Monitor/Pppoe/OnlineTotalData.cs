namespace Farol.Monitor.Pppoe;

/// <summary>The <c>data</c> of GET /api/online_total.</summary>
public sealed record OnlineTotalData
{
    public required int? Total { get; init; }

    /// <summary>Subscribers with a session now; the same as <see cref="Total"/>, as the older clients read it.</summary>
    public required int? Active { get; init; }

    /// <summary>The stored 24-hour maximum.</summary>
    public required long? Peak { get; init; }

    /// <summary>The router's own maximum since it started, and when.</summary>
    public required long? PeakSinceStart { get; init; }

    public required string? PeakSinceStartAt { get; init; }

    public required int? Ipv4 { get; init; }

    public required int? Ipv6 { get; init; }

    public required int? DualStack { get; init; }

    /// <summary>The last 24 hours in steps of five minutes, at most 288; a step without a sample is absent.</summary>
    public required IReadOnlyList<OnlineHistoryPoint> History { get; init; }

    public required int HistorySize { get; init; }

    public required DateTimeOffset LastUpdate { get; init; }
}

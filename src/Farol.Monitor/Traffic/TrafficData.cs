namespace Farol.Monitor.Traffic;

/// <summary>The <c>data</c> of GET /api/network_traffic. Sums are Mbit/s over the uplinks; in is from the network to the subscribers.</summary>
public sealed record TrafficData
{
    public required double? Inbound { get; init; }

    public required double? Outbound { get; init; }

    public required double? Total { get; init; }

    /// <summary>The greatest stored value of the last 24 hours.</summary>
    public required double? PeakIn { get; init; }

    /// <inheritdoc cref="PeakIn"/>
    public required double? PeakOut { get; init; }

    /// <summary>The busier direction over the uplinks' bandwidth.</summary>
    public required double? UtilizationPercent { get; init; }

    /// <summary>The uplinks' bandwidth, Mbit/s.</summary>
    public required double? MaxBandwidth { get; init; }

    public required IReadOnlyList<PortTraffic> Interfaces { get; init; }

    /// <summary>What to set so that the sums are known; null when they are.</summary>
    public required string? Hint { get; init; }

    public required DateTimeOffset LastUpdate { get; init; }
}

namespace Farol.Monitor.SystemMetrics;

/// <summary>The <c>data</c> of GET /api/system_metrics. What the router does not say is null.</summary>
public sealed record SystemMetricsData
{
    /// <summary>Percent, of the system as a whole; a single board or core may be busier.</summary>
    public required double? Cpu { get; init; }

    public required double? CpuFiveMinutes { get; init; }

    /// <summary>Percent.</summary>
    public required double? Memory { get; init; }

    /// <summary>As the router prints it.</summary>
    public required string? Uptime { get; init; }

    public required long? UptimeSeconds { get; init; }

    public required string? Version { get; init; }

    public required string? Patch { get; init; }

    public required string? Serial { get; init; }

    /// <summary>The hottest sensor, degrees Celsius.</summary>
    public required double? Temperature { get; init; }

    /// <summary>"normal", "abnormal", or null where the router says nothing.</summary>
    public required string? PowerStatus { get; init; }

    /// <summary>"normal", "abnormal", or null where the router says nothing.</summary>
    public required string? FanStatus { get; init; }

    public required string? Model { get; init; }

    public required IReadOnlyList<SlotMetrics> Slots { get; init; }

    public required DateTimeOffset LastUpdate { get; init; }
}

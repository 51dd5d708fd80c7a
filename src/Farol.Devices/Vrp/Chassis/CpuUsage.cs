using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display cpu-usage", with "slot N", "slave", "sorted" or "service". All figures are percent, 0 to 100.</summary>
/// <remarks>Source: captures of a V800 BRAS, CX600-X3, ME60-X8; VRP V800R012 reference.</remarks>
public sealed record CpuUsage
{
    /// <summary>The board, where the text names it.</summary>
    public string? Slot { get; init; }

    /// <summary>When the router measured, in its own zone.</summary>
    public DateTime? StatisticsTime { get; init; }

    /// <summary>The board as a whole. A single core may be busier, see <see cref="Cores"/>.</summary>
    public double? UsagePercent { get; init; }

    public double? FiveSecondsPercent { get; init; }

    public double? OneMinutePercent { get; init; }

    public double? FiveMinutesPercent { get; init; }

    /// <summary>The highest since the board started.</summary>
    public double? MaxPercent { get; init; }

    public DateTime? MaxTime { get; init; }

    /// <summary>VRP 8: share of each service.</summary>
    public ImmutableArray<CpuShare> Services { get; init; } = [];

    /// <summary>VRP 5: share of each task.</summary>
    public ImmutableArray<CpuShare> Tasks { get; init; } = [];

    public ImmutableArray<CpuCore> Cores { get; init; } = [];
}

using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display memory-usage", with "slot N" or "slave". VRP 8 prints Kbytes, VRP 5 bytes: here all are bytes.</summary>
/// <remarks>Source: capture of a CX600-X3; VRP V800R012 reference.</remarks>
public sealed record MemoryUsage
{
    /// <summary>The board, where the text names it.</summary>
    public string? Slot { get; init; }

    /// <summary>When the router measured, in its own zone.</summary>
    public DateTime? StatisticsTime { get; init; }

    public long? TotalBytes { get; init; }

    public long? UsedBytes { get; init; }

    /// <summary>0 to 100, as the router rounds it.</summary>
    public double? UsagePercent { get; init; }

    public ImmutableArray<ProcessMemory> Processes { get; init; } = [];
}

using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>One board in "display health". Figures that the text masks ("**06MB") are null.</summary>
public sealed record SlotHealth
{
    /// <summary>"9", "clc1/18".</summary>
    public required string Slot { get; init; }

    /// <summary>"MPU", "IPU", "LPU", "BSU", "SFU".</summary>
    public required string Type { get; init; }

    /// <summary>"Master", "Slave", "System master"; null for other boards.</summary>
    public string? Role { get; init; }

    /// <summary>Processor use in percent.</summary>
    public double? Cpu { get; init; }

    /// <summary>Memory use in percent.</summary>
    public double? Memory { get; init; }

    public long? MemoryUsedBytes { get; init; }

    public long? MemoryTotalBytes { get; init; }

    /// <summary>Processor use of the forwarding plane in percent, where the table has that column.</summary>
    public double? DataPlaneCpu { get; init; }

    /// <summary>Physical memory use in percent; "verbose" only.</summary>
    public double? PhysicalMemory { get; init; }

    public long? PhysicalMemoryFreeBytes { get; init; }

    public long? PhysicalMemoryTotalBytes { get; init; }

    public long? PhysicalMemoryCacheBytes { get; init; }

    /// <summary>"verbose" only.</summary>
    public ImmutableArray<CoreHealth> Cores { get; init; } = [];
}

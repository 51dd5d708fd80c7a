namespace Farol.Devices.Vrp.Chassis;

/// <summary>A board in "display version".</summary>
public sealed record BoardVersion
{
    /// <summary>"9"; text, because clusters number boards "clc1/9".</summary>
    public required string Slot { get; init; }

    /// <summary>"IPU", "MPU", "LPU", "VSU", "SFU", "CLK"; "Slot" where the router prints no type.</summary>
    public required string Type { get; init; }

    /// <summary>"Master" or "Slave"; null for boards that have no such role.</summary>
    public string? Role { get; init; }

    public string? Uptime { get; init; }

    public long? UptimeSeconds { get; init; }

    /// <summary>When the board started, in the router's own zone.</summary>
    public DateTime? StartupTime { get; init; }

    /// <summary>Main memory in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The board's part name: "CR5D0SRUA871".</summary>
    public string? Name { get; init; }
}

namespace Farol.Devices.Vrp.Chassis;

/// <summary>One row of "display device".</summary>
public sealed record BoardStatus
{
    /// <summary>"9", "PWR1".</summary>
    public required string Slot { get; init; }

    /// <summary>Sub-card, where the table has that column; null for "-".</summary>
    public string? Card { get; init; }

    /// <summary>"MPU", "IPU", "LPU", "PIC", "PWR", "FAN", "CLK".</summary>
    public required string Type { get; init; }

    /// <summary>"Present" or "Absent".</summary>
    public string? Online { get; init; }

    /// <summary>"On" or "Off", where the table has that column.</summary>
    public string? Power { get; init; }

    /// <summary>"Registered" or "Unregistered"; null for NA, as a master board of VRP 5 says.</summary>
    public string? Register { get; init; }

    /// <summary>"Normal" or "Abnormal" (column Status, or Alarm where there is none).</summary>
    public string? Status { get; init; }

    /// <summary>"MMB", "LC", "OTHER"; VRP 8 only.</summary>
    public string? Role { get; init; }

    /// <summary>Logical system; VRP 8 only.</summary>
    public int? LsId { get; init; }

    /// <summary>"Master" or "Slave"; null for NA.</summary>
    public string? Primary { get; init; }
}

namespace Farol.Devices.Vrp.Chassis;

/// <summary>One measured voltage with its limits, in volts.</summary>
public sealed record VoltageSensor
{
    public required string Pcb { get; init; }

    public string? I2cAddress { get; init; }

    public int? Channel { get; init; }

    /// <summary>"NORMAL".</summary>
    public string? Status { get; init; }

    /// <summary>What it should be.</summary>
    public double? RequiredVolts { get; init; }

    public double? MajorLowVolts { get; init; }

    public double? FatalLowVolts { get; init; }

    public double? MajorHighVolts { get; init; }

    public double? FatalHighVolts { get; init; }

    public double? Volts { get; init; }

    /// <summary>Divider between the supply and the sensor.</summary>
    public double? Ratio { get; init; }
}

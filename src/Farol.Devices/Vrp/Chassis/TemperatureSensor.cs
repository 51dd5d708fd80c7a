namespace Farol.Devices.Vrp.Chassis;

/// <summary>One sensor. Thresholds differ from sensor to sensor of one board.</summary>
public sealed record TemperatureSensor
{
    /// <summary>The part it sits on: "CR81IPU480DS".</summary>
    public required string Pcb { get; init; }

    /// <summary>Bus and address: "255 73".</summary>
    public string? I2cAddress { get; init; }

    public int? Channel { get; init; }

    /// <summary>"NORMAL", "MINOR", "MAJOR", "FATAL".</summary>
    public string? Status { get; init; }

    public double? MinorCelsius { get; init; }

    public double? MajorCelsius { get; init; }

    public double? FatalCelsius { get; init; }

    /// <summary>Where the fans start to speed up.</summary>
    public double? FanMinCelsius { get; init; }

    /// <summary>Where the fans run at full speed.</summary>
    public double? FanMaxCelsius { get; init; }

    public double? TemperatureCelsius { get; init; }

    /// <summary>Below this the router raises an alarm; the table with "Lower(C)" and "Upper(C)" only.</summary>
    public double? LowerCelsius { get; init; }

    /// <summary>Above this the router raises an alarm; the table with "Lower(C)" and "Upper(C)" only.</summary>
    public double? UpperCelsius { get; init; }
}

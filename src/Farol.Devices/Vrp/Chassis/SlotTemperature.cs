using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>The sensors of one board.</summary>
public sealed record SlotTemperature
{
    /// <summary>"9"; null when the title names no slot.</summary>
    public string? Slot { get; init; }

    /// <summary>"Base-Board", or the sub-card of the title.</summary>
    public string? Board { get; init; }

    /// <summary>The hottest sensor; null for a board without sensors.</summary>
    public double? MaxTemperatureCelsius { get; init; }

    public ImmutableArray<TemperatureSensor> Sensors { get; init; } = [];
}

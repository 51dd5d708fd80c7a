using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>The supply voltages of one board.</summary>
public sealed record SlotVoltage
{
    /// <summary>"10"; null when the title names no slot.</summary>
    public string? Slot { get; init; }

    public string? Board { get; init; }

    public ImmutableArray<VoltageSensor> Sensors { get; init; } = [];
}

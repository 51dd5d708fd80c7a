using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display power" (<see cref="Supplies"/>) or "display power environment-info" (<see cref="Modules"/>).</summary>
/// <remarks>Source: VRP V800R012 reference.</remarks>
public sealed record Power
{
    /// <summary>"DC" or "AC", where the text says it for all.</summary>
    public string? Mode { get; init; }

    public ImmutableArray<PowerSupply> Supplies { get; init; } = [];

    public ImmutableArray<PowerModule> Modules { get; init; } = [];
}

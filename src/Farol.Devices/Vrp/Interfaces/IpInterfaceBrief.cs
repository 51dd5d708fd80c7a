using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>"display ip interface brief".</summary>
/// <remarks>Source: VRP V800R012 reference.</remarks>
public sealed record IpInterfaceBrief
{
    public int? PhysicalUpCount { get; init; }

    public int? PhysicalDownCount { get; init; }

    public int? ProtocolUpCount { get; init; }

    public int? ProtocolDownCount { get; init; }

    public ImmutableArray<IpInterface> Interfaces { get; init; } = [];
}

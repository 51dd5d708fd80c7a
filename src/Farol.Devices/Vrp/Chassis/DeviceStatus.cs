using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display device" without a slot: every board, fan, power module and clock.</summary>
/// <remarks>Source: capture of an ME60-X8; VRP V800R012 reference (columns Role, LsId are new there).</remarks>
public sealed record DeviceStatus
{
    /// <summary>The title's name: "NE40E-X16", "MultiserviceEngine 60-X8"; null when the title names none.</summary>
    public string? Device { get; init; }

    public ImmutableArray<BoardStatus> Slots { get; init; } = [];
}

using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display patch-information". No patches is a success with none.</summary>
/// <remarks>Source: VRP V800R012 reference.</remarks>
public sealed record PatchInformation
{
    /// <summary>"Idle" when no patch exists.</summary>
    public string? State { get; init; }

    public ImmutableArray<Patch> Patches { get; init; } = [];
}

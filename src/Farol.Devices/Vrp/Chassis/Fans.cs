using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display fan".</summary>
/// <remarks>Source: VRP V800R012 reference; the same block in a capture of a CX600-X3.</remarks>
public sealed record Fans(ImmutableArray<FanTray> Trays);

using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display health", with or without "verbose".</summary>
/// <remarks>Source: capture of an ME60-X8; VRP V800R012 reference.</remarks>
public sealed record Health(ImmutableArray<SlotHealth> Slots);

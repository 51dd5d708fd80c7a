using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>"display interface description".</summary>
/// <remarks>Source: VRP V800R012 reference.</remarks>
public sealed record InterfaceDescriptions(ImmutableArray<InterfaceDescription> Interfaces);

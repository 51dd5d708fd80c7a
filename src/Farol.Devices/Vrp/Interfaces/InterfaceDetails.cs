using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>"display interface", of one interface or of all.</summary>
/// <remarks>Source: captures of NE40E-X8A V800R021 and CX600-X3 V600R009; VRP V800R012 reference.</remarks>
public sealed record InterfaceDetails(ImmutableArray<InterfaceDetail> Interfaces);

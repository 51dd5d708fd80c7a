using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>"display interface brief" and "display interface ethernet brief".</summary>
/// <remarks>Source: capture of an NE40E-X8A; rows of an NE8000; VRP V800R012 reference.</remarks>
public sealed record InterfaceBrief(ImmutableArray<InterfaceBriefRow> Interfaces);

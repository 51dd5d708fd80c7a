using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>"display optical-module brief".</summary>
/// <remarks>Source: VRP V800R012 reference.</remarks>
public sealed record OpticalModules(ImmutableArray<OpticalModule> Modules);

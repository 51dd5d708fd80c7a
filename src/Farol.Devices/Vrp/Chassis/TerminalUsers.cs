using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display users": who is on the router's terminals.</summary>
/// <remarks>Source: VRP V800R012 reference.</remarks>
public sealed record TerminalUsers(ImmutableArray<TerminalUser> Users);

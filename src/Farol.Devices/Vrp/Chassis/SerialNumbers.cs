using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display esn" and "display license esn".</summary>
/// <remarks>Source: captures of a CX600-X3; VRP V800R012 reference.</remarks>
/// <param name="Serial">The device's: the master's, or the first printed.</param>
/// <param name="Boards">All that are printed.</param>
public sealed record SerialNumbers(string Serial, ImmutableArray<BoardSerial> Boards);

using Farol.Monitor.Traffic;

namespace Farol.Monitor.Interfaces;

/// <summary>What the full output of one port said last.</summary>
internal sealed record PortFigures(PortRate Rate, string? Description, long? BandwidthBitsPerSecond, double? RxPowerDbm, double? TxPowerDbm);

namespace Farol.Monitor.Traffic;

/// <summary>The older clients' <c>traffic</c>: bit/s summed over the uplinks, null where no uplink is marked or one of them cannot be told.</summary>
public sealed record TrafficTotals(double? TotalIn, double? TotalOut, IReadOnlyList<PortTraffic> Interfaces);

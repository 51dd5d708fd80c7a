namespace Farol.Monitor.Traffic;

/// <summary>What went through the polled ports.</summary>
internal sealed record TrafficReading(IReadOnlyList<PortTraffic> Ports);

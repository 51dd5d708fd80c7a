namespace Farol.Monitor.Traffic;

/// <summary>One port of GET /api/network_traffic. In is what the port receives. Null where it cannot be told.</summary>
public sealed record PortTraffic(
    string Name, double? InBps, double? OutBps, double? UtilizationIn, double? UtilizationOut, bool IsUplink, long? SpeedBps);

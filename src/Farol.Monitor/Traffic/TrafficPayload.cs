namespace Farol.Monitor.Traffic;

/// <summary>GET /api/network_traffic.</summary>
public sealed record TrafficPayload(TrafficTotals Traffic, TrafficData Data);

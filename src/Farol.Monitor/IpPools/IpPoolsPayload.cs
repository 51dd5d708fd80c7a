namespace Farol.Monitor.IpPools;

/// <summary>GET /api/ip_pools.</summary>
/// <param name="Total">Of all; null where the router prints none.</param>
public sealed record IpPoolsPayload(IReadOnlyList<IpPoolRow> Pools, int Count, IpPoolRow? Total, IReadOnlyList<IpPoolRow> Data);

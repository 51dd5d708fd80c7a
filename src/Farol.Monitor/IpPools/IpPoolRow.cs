namespace Farol.Monitor.IpPools;

/// <summary>How full the addresses of a domain, pool or VPN instance are.</summary>
/// <param name="Kind">"domain", "pool" or "vpn-instance".</param>
/// <param name="UsedPercent">To two decimals, from the counts; null for an empty one.</param>
public sealed record IpPoolRow(string Name, string Kind, long Total, long Used, long Free, double? UsedPercent, string? Threshold);

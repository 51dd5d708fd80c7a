namespace Farol.Devices.Vrp.IpPools;

/// <summary>A table of "display ipv6-pool pool-usage".</summary>
/// <param name="Of">What a block stands for: "domain", "pool" or "vpn-instance".</param>
/// <param name="Blocks">In the router's order, "Statistics on unbound domains" among them under that name.</param>
/// <param name="Total">"Total Statistics"; null where the router prints none.</param>
public sealed record Ipv6PoolUsage(string Of, IReadOnlyList<Ipv6AddressUsage> Blocks, Ipv6AddressUsage? Total);

namespace Farol.Devices.Vrp.IpPools;

/// <summary>A table of "display ip-pool pool-usage".</summary>
/// <param name="Of">What a row stands for: "domain", "pool" or "vpn-instance".</param>
/// <param name="Rows">In the router's order.</param>
/// <param name="Total">The line "Total Statistics"; null where the router prints none.</param>
public sealed record PoolUsage(string Of, IReadOnlyList<AddressUsage> Rows, AddressUsage? Total);

namespace Farol.Devices.Vrp.IpPools;

/// <summary>How full the addresses (or prefixes) of a domain, a pool or a VPN instance are.</summary>
/// <param name="Name">Of the domain, pool or VPN instance; null for the total of all.</param>
/// <param name="Addresses">How many there are ("PoolLen").</param>
/// <param name="Used">How many are taken.</param>
/// <param name="UsedPercent">As the router cuts it to a whole number; null where it prints none.</param>
/// <param name="Threshold">"up" or "low" where the router marks a crossed threshold.</param>
public sealed record AddressUsage(string? Name, long Addresses, long Used, int? UsedPercent, string? Threshold = null);

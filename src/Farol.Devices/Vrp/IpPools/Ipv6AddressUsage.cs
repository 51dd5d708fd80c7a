namespace Farol.Devices.Vrp.IpPools;

/// <summary>How full the three kinds of IPv6 supply of a domain or VPN instance are; the name is null for the total of all.</summary>
public sealed record Ipv6AddressUsage(string? Name, AddressUsage? Addresses, AddressUsage? NdraPrefixes, AddressUsage? DelegatedPrefixes);

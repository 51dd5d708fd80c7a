namespace Farol.Gateway.Limits;

/// <summary>Client addresses as 128-bit numbers, IPv4 in its mapped form.</summary>
internal static class ClientAddress
{
    private const int Ipv6SiteBits = 64;
    private static readonly UInt128 _mappedPrefix = new(0, 0xFFFF_0000_0000);

    public static bool IsIpv4(UInt128 address) => address >> 32 == _mappedPrefix >> 32;

    /// <summary>What counts as one client: an IPv4 address, or the /64 that every IPv6 customer has to itself.</summary>
    public static UInt128 Subscriber(UInt128 address) => IsIpv4(address) ? address : address >> Ipv6SiteBits << Ipv6SiteBits;
}

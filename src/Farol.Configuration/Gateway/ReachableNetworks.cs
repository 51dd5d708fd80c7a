using System.Net;
using System.Net.Sockets;

namespace Farol.Configuration.Gateway;

/// <summary>
/// Where the backends of a tenant may be: at public addresses, and in networks that the platform opened to it. A tenant who could name any
/// address would reach the operator's own machines, or the cloud's metadata, through the gateway.
/// </summary>
/// <param name="opened">The tenant's <see cref="TenantSection.BackendNetworks"/>.</param>
public sealed class ReachableNetworks(IEnumerable<IPNetwork> opened)
{
    /// <summary>Nobody is there, or everybody: not even an opened network makes a backend of them.</summary>
    private static readonly (IPNetwork Network, string What)[] _never =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "an unspecified address"), (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("255.255.255.255/32"), "the broadcast address"), (IPNetwork.Parse("::/128"), "the unspecified address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
    ];

    /// <summary>
    /// This machine itself, or what clouds tell their machines, keys included. A wide network that happens to hold them does not open them:
    /// whoever means them names them.
    /// </summary>
    private static readonly (IPNetwork Network, string What)[] _delicate =
    [
        (IPNetwork.Parse("127.0.0.0/8"), "a loopback address"), (IPNetwork.Parse("::1/128"), "the loopback address"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address"), (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("fd00:ec2::/32"), "a cloud's metadata"), (IPNetwork.Parse("100.100.100.200/32"), "a cloud's metadata"),
        (IPNetwork.Parse("168.63.129.16/32"), "a cloud's metadata"), (IPNetwork.Parse("192.0.0.192/32"), "a cloud's metadata"),
    ];

    /// <summary>Not on the internet: IANA's registries of special-purpose addresses (RFC 6890 and its additions).</summary>
    private static readonly IPNetwork[] _special =
    [
        .. new[]
        {
            "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.0.0.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "240.0.0.0/4",
            "2001::/23", "2002::/16",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>The only IPv6 addresses that are handed out for the internet; what is outside is local, mapped, translated or nobody's.</summary>
    private static readonly IPNetwork _global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork _translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork _sixToFour = IPNetwork.Parse("2002::/16");

    private static readonly IPNetwork _compatible = IPNetwork.Parse("::/96");

    private readonly IPNetwork[] _opened = [.. opened];

    /// <summary>Why no backend of the tenant may be there, as the end of a sentence; null: it may.</summary>
    /// <param name="own">The addresses of the machine that would connect.</param>
    public string? FindObstacle(IPAddress address, OwnAddresses own)
    {
        var plain = OwnAddresses.Plain(address);
        if (_never.FirstOrDefault(n => n.Network.Contains(plain)) is { What: { } nobody })
        {
            return nobody;
        }

        if (Embedded(plain) is { } inner && FindObstacle(inner, own) is { } beneath)
        {
            return $"another form of {inner}, {beneath}";
        }

        var holding = _opened.Where(n => n.Contains(plain)).ToList();
        if (_delicate.FirstOrDefault(n => n.Network.Contains(plain)) is { What: { } delicate } found)
        {
            return holding.Any(n => n.PrefixLength >= found.Network.PrefixLength) ? null : delicate;
        }

        if (own.Contains(plain))
        {
            return holding.Any(n => n.PrefixLength == Bits(plain)) ? null : "an address of this installation";
        }

        return holding.Count > 0 || IsPublic(plain) ? null : "a private or reserved address";
    }

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || _global6.Contains(address)) && !_special.Any(n => n.Contains(address));

    /// <summary>The IPv4 address that a translator or tunnel would make of it: NAT64 (RFC 6052), 6to4 (RFC 3056), IPv4-compatible (RFC 4291).</summary>
    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        return _sixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : _translated.Contains(address) || (_compatible.Contains(address) && !IPAddress.IsLoopback(address)) ? new IPAddress(bytes.AsSpan(12))
            : null;
    }

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
}

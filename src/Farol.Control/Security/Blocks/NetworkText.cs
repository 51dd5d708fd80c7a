using System.Net;
using System.Net.Sockets;

namespace Farol.Control.Security.Blocks;

/// <summary>Addresses and networks as people write them.</summary>
internal static class NetworkText
{
    private const int MappedBits = 96;

    /// <summary>An address alone is the network of that one host. Bits below the prefix must be 0: <c>10.1.2.3/8</c> is more likely a mistake than a wish.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(host, out var address) || host.Contains('%', StringComparison.Ordinal) || !IsWhole(host, address))
        {
            return false;
        }

        var bits = BitsOf(address);
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], System.Globalization.NumberStyles.None, null, out bits) || bits > BitsOf(address)))
        {
            return false;
        }

        if (address.IsIPv4MappedToIPv6 && bits >= MappedBits)
        {
            (address, bits) = (address.MapToIPv4(), bits - MappedBits);
        }

        network = new IPNetwork(MaskOff(address, bits), bits);
        return network.BaseAddress.Equals(address);
    }

    /// <summary>A single host without its prefix.</summary>
    public static string Of(IPNetwork network) => network.PrefixLength == BitsOf(network.BaseAddress) ? network.BaseAddress.ToString() : network.ToString();

    public static IPNetwork Host(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return new IPNetwork(plain, BitsOf(plain));
    }

    /// <summary>Whether the network holds the address, in whichever form it came.</summary>
    public static bool Holds(IPNetwork network, IPAddress address) => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    public static bool Overlap(IPNetwork one, IPNetwork other) => one.BaseAddress.AddressFamily == other.BaseAddress.AddressFamily
        && (one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress));

    /// <summary>"10.1" and "0x7f.1" are addresses to the parser and mistakes, or tricks, to a person.</summary>
    private static bool IsWhole(string host, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == host;

    private static int BitsOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static IPAddress MaskOff(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff00 >> kept);
        }

        return new IPAddress(bytes);
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Farol.Gateway.Routing;

/// <summary>Networks of both families as sorted ranges of 128-bit numbers; an IPv4 address counts as its mapped form (<c>::ffff:a.b.c.d</c>).</summary>
internal sealed class IpNetworkSet
{
    public static readonly IpNetworkSet None = new([]);

    private readonly UInt128[] _firsts;
    private readonly UInt128[] _lasts;

    public IpNetworkSet(IEnumerable<IPNetwork> networks)
    {
        var firsts = new List<UInt128>();
        var lasts = new List<UInt128>();
        foreach (var (first, last) in networks.Select(Range).OrderBy(r => r.First))
        {
            if (lasts.Count > 0 && first <= lasts[^1])
            {
                lasts[^1] = UInt128.Max(lasts[^1], last);
            }
            else
            {
                firsts.Add(first);
                lasts.Add(last);
            }
        }

        _firsts = [.. firsts];
        _lasts = [.. lasts];
    }

    public bool IsEmpty => _firsts.Length == 0;

    public bool Contains(UInt128 address)
    {
        var found = Array.BinarySearch(_firsts, address);
        var at = found >= 0 ? found : ~found - 1;
        return at >= 0 && address <= _lasts[at];
    }

    /// <summary>Allocates; the loops use the number.</summary>
    public bool Contains(IPAddress address) => Contains(Number(address));

    public static UInt128 Number(IPAddress address) => BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes());

    /// <summary>First and last address of a network.</summary>
    public static (UInt128 First, UInt128 Last) Range(IPNetwork network)
    {
        var hostBits = (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) - network.PrefixLength;
        var first = Number(network.BaseAddress);
        // A shift by 128 is a shift by 0, so the whole of IPv6 is said apart.
        return (first, hostBits == 128 ? UInt128.MaxValue : first | ((UInt128.One << hostBits) - 1));
    }
}

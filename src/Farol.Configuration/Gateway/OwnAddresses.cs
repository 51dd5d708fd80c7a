using System.Collections.Frozen;
using System.Net;
using System.Net.NetworkInformation;

namespace Farol.Configuration.Gateway;

/// <summary>The addresses of this machine's interfaces, as they were when last read: when the first one asks, and whenever they are asked for again.</summary>
/// <param name="read">Reads them.</param>
public sealed class OwnAddresses(Func<IEnumerable<IPAddress>> read)
{
    public static readonly OwnAddresses None = new(() => []);

    private FrozenSet<IPAddress>? _addresses;

    public static OwnAddresses OfMachine() => new(ReadInterfaces);

    public bool Contains(IPAddress address) => (Volatile.Read(ref _addresses) ?? Read()).Contains(Plain(address));

    /// <summary>Reads them again: interfaces come and go. Where nobody has asked for them yet, nothing is read.</summary>
    public void Refresh()
    {
        if (Volatile.Read(ref _addresses) is not null)
        {
            _ = Read();
        }
    }

    /// <summary>Without a zone, and as IPv4 where it is that in IPv6's form.</summary>
    internal static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());

    private FrozenSet<IPAddress> Read()
    {
        FrozenSet<IPAddress> addresses = [.. read().Select(Plain)];
        Volatile.Write(ref _addresses, addresses);
        return addresses;
    }

    private static List<IPAddress> ReadInterfaces()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address)];
        }
        catch (NetworkInformationException)
        {
            // A container may hide its interfaces; the other rules hold without them.
            return [];
        }
    }
}

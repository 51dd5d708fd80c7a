using System.Buffers.Binary;
using System.Net;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// One subscriber of a listing, kept small: a BNG holds tens of thousands. Addresses in their usual form are kept as numbers,
/// names that repeat share one string.
/// </summary>
public readonly record struct Subscriber
{
    private const ushort NoVlan = ushort.MaxValue;

    private readonly string? _oddAddress;
    private readonly string? _oddMac;
    private readonly ulong _mac;
    private readonly uint _ipv4;
    private readonly ushort _peVlan;
    private readonly ushort _ceVlan;

    internal Subscriber(in SubscriberRow row, string username, string? interfaceName, string? accessType, string? status)
    {
        UserId = row.UserId;
        Username = username;
        Interface = interfaceName;
        AccessType = accessType;
        Status = status;
        Ipv6Address = row.Ipv6Address.IsEmpty ? null : row.Ipv6Address.ToString();
        _peVlan = (ushort)(row.PeVlan ?? NoVlan);
        _ceVlan = (ushort)(row.CeVlan ?? NoVlan);
        if (!AddressText.TryIpv4(row.IpAddress, out _ipv4))
        {
            _oddAddress = row.IpAddress.IsEmpty ? null : row.IpAddress.ToString();
        }

        if (!AddressText.TryMac(row.Mac, out _mac) || !AddressText.IsRouterForm(row.Mac))
        {
            _oddMac = row.Mac.IsEmpty ? null : row.Mac.ToString();
        }
    }

    /// <summary>The router's index of the session, "UserID" and "User access index" of its outputs.</summary>
    public long UserId { get; }

    /// <summary>The login as the table prints it, which cuts long ones: see <see cref="IsUsernameTruncated"/>.</summary>
    public string Username { get; }

    /// <summary>The table ends a name that did not fit with "...".</summary>
    public bool IsUsernameTruncated => Username.EndsWith("...", StringComparison.Ordinal);

    /// <summary>The interface in the table's short form, such as "Eth-Trunk100.3150" or "GE0/1/1.1".</summary>
    public string? Interface { get; }

    /// <summary>The IPv4 address; null while the subscriber has none.</summary>
    public string? IpAddress => _oddAddress ?? (_ipv4 == 0 ? null : new IPAddress(BinaryPrimitives.ReverseEndianness(_ipv4)).ToString());

    /// <summary>The MAC address as the router writes it ("789a-1823-0759").</summary>
    public string? Mac => _oddMac ?? (_mac == 0 ? null : AddressText.RouterMac(_mac));

    /// <summary>The MAC address as "78:9a:18:23:07:59"; null when there is none or it has not twelve digits.</summary>
    public string? MacAddress => _mac == 0 ? null : AddressText.ColonMac(_mac);

    /// <summary>The outer (service) VLAN.</summary>
    public int? PeVlan => _peVlan == NoVlan ? null : _peVlan;

    /// <summary>The inner (customer) VLAN.</summary>
    public int? CeVlan => _ceVlan == NoVlan ? null : _ceVlan;

    /// <summary>The IPv6 address or prefix, as the router writes it.</summary>
    public string? Ipv6Address { get; }

    /// <summary>"PPPoE", "IPOE", "Layer3_lease_line", "telnet"…; null where the second line of the row is missing.</summary>
    public string? AccessType { get; }

    /// <summary>Only of one-line tables that end with a state, such as "Success" or "Pre-authen".</summary>
    public string? Status { get; }

    /// <summary>An administrator's terminal: these stand among the subscribers and count in "Normal users".</summary>
    public bool IsAdministrator => AccessType is not null && AccessTypes.IsAdministrator(AccessType);
}

using System.Globalization;

namespace Farol.Simulator.State;

/// <summary>A customer. What never changes comes from the seed; what does is guarded by the router's gate.</summary>
internal sealed class Subscriber
{
    public required int Number { get; init; }

    public required AccessDomain Domain { get; init; }

    /// <summary>The sub-interface that the customer's sessions come in on.</summary>
    public required SimulatedInterface Access { get; init; }

    /// <summary>The port behind it; for a trunk one of its members.</summary>
    public required SimulatedInterface Port { get; init; }

    public required int? InnerVlan { get; init; }

    public required bool IsPppoe { get; init; }

    public required bool HasIpv4 { get; init; }

    public required bool HasIpv6 { get; init; }

    public required uint Ipv4 { get; init; }

    public required ulong Mac { get; init; }

    /// <summary>Bits per second down at the busiest hour.</summary>
    public required double DownWeight { get; init; }

    public required double UpWeight { get; init; }

    /// <summary>The bandwidth sold, in kbit/s down; up is half.</summary>
    public required int PlanKilobits { get; init; }

    public bool IsOnline { get; set; }

    /// <summary>Whether the customer comes back by appointment after a mass disconnection.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Place in the list of the online, or of the offline.</summary>
    public int Place { get; set; }

    /// <summary>The router's number of the session.</summary>
    public int UserId { get; set; }

    public DateTimeOffset Since { get; set; }

    /// <summary>Value of the router's traffic integral at login; the difference to now times a weight is the session's volume.</summary>
    public double IntegralAtLogin { get; set; }

    public int OuterVlan => Access.Vlan;

    public string Login => string.Create(CultureInfo.InvariantCulture, $"cliente{Number:D4}@{Domain.Name}");

    public string AccessType => IsPppoe ? "PPPoE" : "IPoE";

    public string MacText => FormatMac(Mac);

    public string Ipv4Text => HasIpv4 ? FormatIpv4(Ipv4) : "-";

    /// <summary>The address of the WAN side, from the prefix that RFC 3849 keeps for examples.</summary>
    public string Ipv6Text => HasIpv6
        ? string.Create(CultureInfo.InvariantCulture, $"2001:db8:{Number >> 16:x}:{Number & 0xffff:x}::1")
        : "-";

    /// <summary>The delegated prefix of the LAN side.</summary>
    public string Ipv6PrefixText =>
        string.Create(CultureInfo.InvariantCulture, $"2001:db8:{0x8000 + (Number >> 8):x}:{(Number & 0xff) << 8:x}::/56");

    public static string FormatMac(ulong mac) =>
        string.Create(CultureInfo.InvariantCulture, $"{(mac >> 32) & 0xffff:x4}-{(mac >> 16) & 0xffff:x4}-{mac & 0xffff:x4}");

    public static string FormatIpv4(uint address) => string.Create(
        CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 0xff}.{(address >> 8) & 0xff}.{address & 0xff}");
}

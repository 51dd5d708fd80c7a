using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Which line of a session's description goes to which property.</summary>
/// <remarks>Sources: manual of V800R012C10, captures of NE8000 M8, NE40E and CX600; the last group are the names of S-switches and VRP5.</remarks>
internal static class SubscriberFields
{
    public static FieldTable<SubscriberDetails> All { get; } = new(
        [.. Identity(), .. Access(), .. Ipv4(), .. Ipv6(), .. Accounting(), .. Flow(), .. Limits(), .. OlderNames()]);

    private static (string, FieldSetter<SubscriberDetails>)[] Identity() =>
    [
        ("User access index", (s, v) => s.UserId = Number.Integer(v)),
        ("State", (s, v) => s.State = v.ToString()),
        ("User name", (s, v) => s.Username = v.ToString()),
        ("Domain name", (s, v) => s.Domain = v.ToString()),
        ("User access type", (s, v) => s.AccessType = v.ToString()),
        ("User authentication type", (s, v) => s.AuthenticationType = v.ToString()),
        ("Current authen method", (s, v) => s.AuthenticationMethod = v.ToString()),
        ("Authen result", (s, v) => s.AuthenticationResult = v.ToString()),
        ("RADIUS-server-template", (s, v) => s.RadiusTemplate = v.ToString()),
        ("Calling-station-id", (s, v) => s.CallingStationId = v.ToString()),
    ];

    private static (string, FieldSetter<SubscriberDetails>)[] Access() =>
    [
        ("User access interface", (s, v) => s.Interface = v.ToString()),
        ("User access physical interface", (s, v) => s.PhysicalInterface = v.ToString()),
        ("User access PeVlan/CeVlan", (s, v) => (s.PeVlan, s.CeVlan) = VlanPair.Read(v)),
        ("User access VLAN/PVC", (s, v) => (s.PeVlan, s.CeVlan) = VlanPair.Read(v)),
        ("User access slot", (s, v) => s.Slot = v.ToString()),
        ("User MAC", (s, v) => (s.Mac, s.MacAddress) = (v.ToString(), AddressText.ColonMac(v))),
        ("Agent-Circuit-Id", (s, v) => s.AgentCircuitId = v.ToString()),
        ("Agent-Remote-Id", (s, v) => s.AgentRemoteId = v.ToString()),
        ("Vpn-Instance", (s, v) => s.VpnInstance = v.ToString()),
        ("MTU", (s, v) => s.Mtu = Number.Small(v)),
        ("IPv6 MTU", (s, v) => s.Ipv6Mtu = Number.Small(v)),
    ];

    private static (string, FieldSetter<SubscriberDetails>)[] Ipv4() =>
    [
        ("User IP address", (s, v) => s.IpAddress = v.ToString()),
        ("User IP netmask", (s, v) => s.IpNetmask = v.ToString()),
        ("User gateway address", (s, v) => s.Gateway = v.ToString()),
        ("User Primary-DNS", (s, v) => s.PrimaryDns = v.ToString()),
        ("User Secondary-DNS", (s, v) => s.SecondaryDns = v.ToString()),
        ("User lease", (s, v) => (s.LeaseStartedAt, s.LeaseEndsAt) = SubscriberValue.Lease(v)),
        ("Remain lease(sec)", (s, v) => s.LeaseRemainingSeconds = Number.LeadingInteger(v)),
        ("NAT Port Scope(Start,End)", (s, v) => (s.NatFirstPort, s.NatLastPort) = SubscriberValue.Ports(v)),
        ("Framed-route", (s, v) => s.FramedRoutes = SubscriberValue.WithRoute(s.FramedRoutes, v)),
        ("User framed route", (s, v) => s.FramedRoutes = SubscriberValue.WithRoute(s.FramedRoutes, v)),
        ("Framed-ipv6-route", (s, v) => s.FramedRoutes = SubscriberValue.WithRoute(s.FramedRoutes, v)),
    ];

    private static (string, FieldSetter<SubscriberDetails>)[] Ipv6() =>
    [
        ("User IPv6 address", (s, v) => s.Ipv6Address = v.ToString()),
        ("User IPv6 InterfaceID", (s, v) => s.Ipv6InterfaceId = v.ToString()),
        ("User IPv6 linkLocal address", (s, v) => s.Ipv6LinkLocalAddress = v.ToString()),
        ("User IPv6 NDRA Prefix", (s, v) => s.Ipv6NdraPrefix = v.ToString()),
        ("User NDRA Prefix", (s, v) => s.Ipv6NdraPrefix = v.ToString()),
        ("User IPv6 PD Prefix", (s, v) => s.Ipv6PdPrefix ??= v.ToString()),
        ("User PD Prefix", (s, v) => s.Ipv6PdPrefix ??= v.ToString()),
        ("IPv6 DUID", (s, v) => s.Ipv6Duid = v.ToString()),
        ("User IPv6 Primary-DNS", (s, v) => s.Ipv6PrimaryDns = v.ToString()),
        ("User IPv6 Secondary-DNS", (s, v) => s.Ipv6SecondaryDns = v.ToString()),
        ("User IPv6 lease", (s, v) => (s.Ipv6LeaseStartedAt, s.Ipv6LeaseEndsAt) = SubscriberValue.Lease(v)),
        ("Remain IPv6 lease(sec)", (s, v) => s.Ipv6LeaseRemainingSeconds = Number.LeadingInteger(v)),
    ];

    private static (string, FieldSetter<SubscriberDetails>)[] Accounting() =>
    [
        ("Current accounting method", (s, v) => s.AccountingMethod = v.ToString()),
        ("Accounting state", (s, v) => s.AccountingState = v.ToString()),
        ("Accounting session ID", (s, v) => s.AccountingSessionId = v.ToString()),
        ("Access start time", (s, v) => s.AccessStartedAt = Moment.Local(v)),
        ("Accounting start time", (s, v) => s.AccountingStartedAt = Moment.Local(v)),
        ("Online time (h:min:sec)", (s, v) => s.OnlineSeconds = Moment.Seconds(v)),
        ("Online time", (s, v) => s.OnlineSeconds = Moment.Seconds(v)),
    ];

    private static (string, FieldSetter<SubscriberDetails>)[] Flow() =>
    [
        ("Ipv4 Realtime speed", (s, v) => s.Rates.Ipv4BitsPerSecond = SubscriberValue.BitsPerSecond(v)),
        ("Ipv4 Realtime speed inbound", (s, v) => s.Rates.Ipv4UpstreamBitsPerSecond = SubscriberValue.BitsPerSecond(v)),
        ("Ipv4 Realtime speed outbound", (s, v) => s.Rates.Ipv4DownstreamBitsPerSecond = SubscriberValue.BitsPerSecond(v)),
        ("Ipv6 Realtime speed", (s, v) => s.Rates.Ipv6BitsPerSecond = SubscriberValue.BitsPerSecond(v)),
        ("Ipv6 Realtime speed inbound", (s, v) => s.Rates.Ipv6UpstreamBitsPerSecond = SubscriberValue.BitsPerSecond(v)),
        ("Ipv6 Realtime speed outbound", (s, v) => s.Rates.Ipv6DownstreamBitsPerSecond = SubscriberValue.BitsPerSecond(v)),
        ("Up packets number(high,low)", (s, v) => s.Traffic.UpstreamPackets = SubscriberValue.HighLow(v)),
        ("Up bytes number(high,low)", (s, v) => s.Traffic.UpstreamBytes = SubscriberValue.HighLow(v)),
        ("Down packets number(high,low)", (s, v) => s.Traffic.DownstreamPackets = SubscriberValue.HighLow(v)),
        ("Down bytes number(high,low)", (s, v) => s.Traffic.DownstreamBytes = SubscriberValue.HighLow(v)),
        ("IPV6 Up packets number(high,low)", (s, v) => s.Traffic.Ipv6UpstreamPackets = SubscriberValue.HighLow(v)),
        ("IPV6 Up bytes number(high,low)", (s, v) => s.Traffic.Ipv6UpstreamBytes = SubscriberValue.HighLow(v)),
        ("IPV6 Down packets number(high,low)", (s, v) => s.Traffic.Ipv6DownstreamPackets = SubscriberValue.HighLow(v)),
        ("IPV6 Down bytes number(high,low)", (s, v) => s.Traffic.Ipv6DownstreamBytes = SubscriberValue.HighLow(v)),
    ];

    private static (string, FieldSetter<SubscriberDetails>)[] Limits() =>
    [
        ("Inbound QOS-profile-name", (s, v) => s.Shaping.UpstreamProfile = v.ToString()),
        ("Outbound QOS-profile-name", (s, v) => s.Shaping.DownstreamProfile = v.ToString()),
        ("Inbound cir", (s, v) => s.Shaping.UpstreamCommittedBitsPerSecond = SubscriberValue.BitsPerSecond(v)),
        ("Inbound pir", (s, v) => s.Shaping.UpstreamPeakBitsPerSecond = SubscriberValue.BitsPerSecond(v)),
        ("Outbound cir", (s, v) => s.Shaping.DownstreamCommittedBitsPerSecond = SubscriberValue.BitsPerSecond(v)),
        ("Outbound pir", (s, v) => s.Shaping.DownstreamPeakBitsPerSecond = SubscriberValue.BitsPerSecond(v)),
    ];

    private static (string, FieldSetter<SubscriberDetails>)[] OlderNames() =>
    [
        ("User ID", (s, v) => s.UserId = Number.Integer(v)),
        ("User access time", (s, v) => s.AccessStartedAt = Moment.Local(v)),
        ("User accounting session ID", (s, v) => s.AccountingSessionId = v.ToString()),
        ("Current authentication method", (s, v) => s.AuthenticationMethod = v.ToString()),
        ("User vlan", (s, v) => (s.PeVlan, s.CeVlan) = VlanPair.Read(v)),
    ];
}

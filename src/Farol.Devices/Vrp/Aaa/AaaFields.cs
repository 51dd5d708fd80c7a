using Farol.Devices.Vrp.Reading;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Aaa;

/// <summary>Which line of a full record goes to which property. The names differ between login failures, logouts and versions.</summary>
internal static class AaaFields
{
    public static FieldTable<AaaRecord> All { get; } = new(
        ("User name", (r, v) => r.Username = v.ToString()),
        ("Domain name", (r, v) => r.Domain = v.ToString()),
        ("User MAC", (r, v) => (r.Mac, r.MacAddress) = (v.ToString(), AddressText.ColonMac(v))),
        ("User access type", (r, v) => r.AccessType = v.ToString()),
        ("User access interface", (r, v) => r.Interface = v.ToString()),
        ("User interface", (r, v) => r.Interface = v.ToString()),
        ("User access PeVlan/CeVlan", (r, v) => (r.PeVlan, r.CeVlan) = VlanPair.Read(v)),
        ("Qinq vlan/User vlan", (r, v) => (r.PeVlan, r.CeVlan) = VlanPair.Read(v)),
        ("User IP address", (r, v) => r.IpAddress = v.ToString()),
        ("User IPv6 address", (r, v) => r.Ipv6Address = v.ToString()),
        ("User ID", (r, v) => r.UserId = Number.Integer(v)),
        ("User authen state", (r, v) => r.AuthenticationState = v.ToString()),
        ("User acct state", (r, v) => r.AccountingState = v.ToString()),
        ("User author state", (r, v) => r.AuthorizationState = v.ToString()),
        ("User login time", (r, v) => r.LoginAt = Moment.Local(v)),
        ("User offline time", (r, v) => r.OfflineAt = Moment.Local(v)),
        ("User offline reason", (r, v) => r.Reason = v.ToString()),
        ("Offline reason", (r, v) => r.Reason = v.ToString()),
        ("Online fail reason", (r, v) => r.Reason = v.ToString()),
        ("User online fail reason", (r, v) => r.Reason = v.ToString()),
        ("Pre-mapping reason", (r, v) => r.UnderlyingReason = v.ToString()),
        ("Authen reply message", (r, v) => r.ReplyMessage = v.ToString()));
}

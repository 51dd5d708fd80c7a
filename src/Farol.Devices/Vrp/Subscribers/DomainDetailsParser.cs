using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads "display domain NAME".</summary>
public static class DomainDetailsParser
{
    public const string Command = "display domain *";

    private static readonly FieldTable<DomainDetails> _fields = new(
        ("Domain-name", (d, v) => d.Domain = v.ToString()),
        ("Domain-state", (d, v) => d.State = v.ToString()),
        ("User-access-limit", (d, v) => d.AccessLimit = Number.Small(v)),
        ("Online-number", (d, v) => d.Online = Number.Small(v)),
        ("Authentication-scheme-name", (d, v) => d.AuthenticationScheme = v.ToString()),
        ("Accounting-scheme-name", (d, v) => d.AccountingScheme = v.ToString()),
        ("Authorization-scheme-name", (d, v) => d.AuthorizationScheme = v.ToString()),
        ("RADIUS-server-template", (d, v) => d.RadiusTemplate = v.ToString()),
        ("Primary-DNS-IP-address", (d, v) => d.PrimaryDns = v.ToString()),
        ("Second-DNS-IP-address", (d, v) => d.SecondaryDns = v.ToString()),
        ("Qos-profile-name inbound", (d, v) => d.InboundQosProfile = v.ToString()),
        ("Qos-profile-name outbound", (d, v) => d.OutboundQosProfile = v.ToString()),
        ("IP-address-pool-name", (d, v) => d.IpPools = [.. d.IpPools, v.ToString()]),
        ("IPv6-Pool-name", (d, v) => d.Ipv6Pools = [.. d.Ipv6Pools, v.ToString()]));

    /// <exception cref="VrpParseException">The text has no "Domain-name" line.</exception>
    public static DomainDetails Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var domain = new DomainDetails();
        domain.Attributes = AttributeLines.Read(ref reader, domain, _fields);
        return domain.Domain.Length > 0 ? domain : throw reader.Unexpected("\"Domain-name : NAME\"");
    }
}

using System.Net;

namespace Farol.Control.Hosts;

/// <summary>How host names are proven and kept.</summary>
public sealed record HostOptions
{
    /// <summary>Setting <c>FAROL_DNS_SERVERS</c>; none: those of <c>/etc/resolv.conf</c>. One that validates DNSSEC is harder to deceive.</summary>
    public IReadOnlyList<IPEndPoint> DnsServers { get; init; } = [];

    /// <summary>How often a proof is looked at again: a domain is sold or lost in days, not in minutes.</summary>
    public TimeSpan RecheckInterval { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a record may be away before the host is lost: a weekend's mistake in a zone must not take a site down.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Names that one tenant may have or have asked for. Thousands of shops on one tenant fit in.</summary>
    public int MaxHosts { get; init; } = 10_000;

    /// <summary>Names that one tenant has asked for and not proven: each is asked of the DNS now and then.</summary>
    public int MaxPending { get; init; } = 100;
}

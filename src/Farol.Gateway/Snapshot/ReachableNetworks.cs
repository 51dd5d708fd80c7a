using System.Net;
using Farol.Gateway.Routing;

namespace Farol.Gateway.Snapshot;

/// <summary>
/// Where the backends of a tenant may be: at public addresses, and in networks that the platform opened to it. A tenant who could name any
/// address would reach the operator's own machines, or the cloud's metadata, through the gateway.
/// </summary>
internal sealed class ReachableNetworks(IEnumerable<IPNetwork> opened)
{
    /// <summary>Not on the internet: the special-purpose registries of IANA (RFC 6890 and its additions).</summary>
    private static readonly IpNetworkSet _special = new([.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    }.Select(n => IPNetwork.Parse(n))]);

    private readonly IpNetworkSet _opened = new(opened);

    public bool Contains(IPAddress address) => _opened.Contains(address) || !_special.Contains(address);
}

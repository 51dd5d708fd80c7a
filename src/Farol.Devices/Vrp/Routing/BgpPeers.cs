using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Routing;

/// <summary>"display bgp peer", also of IPv6, VPNv4 and VPN instances.</summary>
/// <remarks>Source: row of an NE8000; captures of VRP 5 and 8 peers; VRP V800R012 reference.</remarks>
public sealed record BgpPeers
{
    public string? LocalRouterId { get; init; }

    /// <summary>As one number, also when the router prints "65011.21531".</summary>
    public long? LocalAs { get; init; }

    public int? TotalPeers { get; init; }

    public int? EstablishedPeers { get; init; }

    public ImmutableArray<BgpPeer> Peers { get; init; } = [];
}

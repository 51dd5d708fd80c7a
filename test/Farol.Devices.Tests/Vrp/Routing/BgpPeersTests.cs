using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Routing;

namespace Farol.Devices.Tests.Vrp.Routing;

public sealed class BgpPeersTests
{
    private const string Head =
        " Status codes: * - Dynamic\n BGP local router ID : 10.2.3.4\n Local AS number : 65011.21531\n Total number of peers : 3\n Peers in established state : 1\n\n"
        + "  Peer          V    AS  MsgRcvd  MsgSent  OutQ  Up/Down       State PrefRcv\n";

    [Theory]
    [InlineData("10.11.79.85   4   61568   14572597   117656   0   0841h32m   Established   1060666", "10.11.79.85", 61568L, 3029520L, "Established", 1060666L)]
    [InlineData("10.1.1.1   4   100   0   0   0   626h43m   Idle(Admin)   0", "10.1.1.1", 100L, 2256180L, "Idle(Admin)", 0L)]
    [InlineData("10.1.1.1   4   100   0   0   0   00:17:49   No neg   0", "10.1.1.1", 100L, 1069L, "No neg", 0L)]
    [InlineData("10.1.1.1   4   100   0   0   0   01h12m   Active   0", "10.1.1.1", 100L, 4320L, "Active", 0L)]
    [InlineData("FD00:1234:ABCD:5678::1 4 65011.21541 591 568 0 07:59:47 Established 6", "FD00:1234:ABCD:5678::1", 4260582437L, 28787L, "Established", 6L)]
    public void A_row_is_read_from_both_ends(string row, string peer, long peerAs, long seconds, string state, long prefixes)
    {
        var only = Assert.Single(BgpPeersParser.Parse(Head + "  " + row).Peers);
        Assert.Equal((peer, peerAs, seconds, state, prefixes), (only.Peer, only.As, only.UpDownSeconds, only.State, only.PrefixesReceived));
    }

    [Fact]
    public void Vpn_peers_dynamic_peers_and_wrapped_addresses_are_told_apart()
    {
        var peers = BgpPeersParser.Parse(
            Head
            + "  3.3.3.9       4   100     12     18     0 00:09:38 Established       0\n"
            + "  *4.4.4.9      4   100     12     18     0 00:09:38 Established       0\n"
            + "\n  Peer of IPv4-family for vpn instance :\n\n  VPN-Instance vpna, Router ID 1.1.1.9:\n"
            + "  10.1.1.1      4 65410     25     25     0 00:17:57 Established       1\n"
            + "  2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:FFFF\n"
            + "                4 65410     25     25     0 00:17:57 Established       1\n");
        Assert.Equal(
            ["3.3.3.9  False", "4.4.4.9  True", "10.1.1.1 vpna False", "2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:FFFF vpna False"],
            peers.Peers.Select(p => $"{p.Peer} {p.VpnInstance} {p.Dynamic}"));
        Assert.Equal((4260582427, 3, 1), (peers.LocalAs, peers.TotalPeers, peers.EstablishedPeers));
    }

    [Fact]
    public void No_peer_is_an_empty_success_and_a_row_without_its_header_is_refused()
    {
        Assert.Empty(BgpPeersParser.Parse(" BGP local router ID : 1.1.1.1\n Local AS number : 1\n Total number of peers : 0\n").Peers);
        Assert.Throws<VrpParseException>(() => BgpPeersParser.Parse("10.11.79.85   4   61568   1   1   0   0841h32m   Established   1\n"));
    }
}

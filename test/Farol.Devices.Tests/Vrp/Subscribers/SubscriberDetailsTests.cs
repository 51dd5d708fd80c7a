using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Tests.Vrp.Subscribers;

public sealed class SubscriberDetailsTests
{
    [Fact]
    public void Rates_of_an_ne8000_come_in_bits_a_second()
    {
        var session = Assert.Single(SubscriberDetailsParser.Parse(VrpSample.Read("display-access-user/huawei_bras-ne8000-m8-mac-address.txt")));
        Assert.Equal(13_500L * 1024 * 8 / 60, session.Rates.Ipv4UpstreamBitsPerSecond);
        Assert.Equal((long)Math.Round(383_000.0 * 1024 * 8 / 60), session.Rates.Ipv4DownstreamBitsPerSecond);
        Assert.Equal(4_096_000, session.Rates.Ipv6DownstreamBitsPerSecond);
        Assert.Equal("joao_teste", session.Username);
        Assert.Equal("00:11:22:33:44:55", session.MacAddress);
    }

    [Theory]
    [InlineData("13500 kbyte/min", 1_843_200)]
    [InlineData("1200 kbit/s", 1_200_000)]
    [InlineData("1200 kbps", 1_200_000)]
    [InlineData("3 Mbit/s", 3_000_000)]
    [InlineData("60 byte/min", 8)]
    [InlineData("10240(kbps)", 10_240_000)]
    public void The_unit_of_a_rate_is_read(string text, long bitsPerSecond) =>
        Assert.Equal(bitsPerSecond, SubscriberValue.BitsPerSecond(text));

    [Theory]
    [InlineData("1200")]
    [InlineData("1200 parsecs")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("99999999999999999999 kbyte/min")]
    [InlineData("-5 kbit/s")]
    public void A_rate_without_a_known_unit_is_unknown(string text) => Assert.Null(SubscriberValue.BitsPerSecond(text));

    [Theory]
    [InlineData("(0,0)", 0UL)]
    [InlineData("(2,1638966608)", 10_228_901_200UL)]
    [InlineData("(4294967295,4294967295)", ulong.MaxValue)]
    [InlineData("( 1 , 2 )", 4_294_967_298UL)]
    [InlineData("77", 77UL)]
    public void Halves_of_a_counter_are_joined(string text, ulong value) => Assert.Equal(value, SubscriberValue.HighLow(text));

    [Theory]
    [InlineData("(1,4294967296)")]
    [InlineData("(-1,0)")]
    [InlineData("(1,")]
    [InlineData("-")]
    public void A_broken_counter_is_unknown(string text) => Assert.Null(SubscriberValue.HighLow(text));

    [Fact]
    public void A_dual_stack_session_tells_its_prefixes()
    {
        var session = Assert.Single(SubscriberDetailsParser.Parse("""
            Basic:
              User access index             : 30724
              User name                     : maria@fibra
              User access interface         : Eth-Trunk100.3150
              User access PeVlan/CeVlan     : 3150/412
              User IP address               : 100.64.10.20(Radius)
              User IPv6 InterfaceID         : 0211:22ff:fe33:4455
              User IPv6 linkLocal address   : FE80::211:22FF:FE33:4455
              User IPv6 NDRA Prefix         : 2804:14d:1:2::/64
              User IPv6 PD Prefix           : 2804:14d:8000:100::/56(Radius)
              IPv6 DUID                     : 00030001001122334455
              User IPv6 lease               : 2026-01-14 09:00:00---2026-01-17 09:00:00
              Remain IPv6 lease(sec)        : 172800
            AAA:
              Online time (h:min:sec)       : 61:18:02
              Framed-route                  : 200.10.20.0/29 0.0.0.0 0
              Framed-route                  : 200.10.30.0/29 0.0.0.0 5

            NAT Port Scope(Start,End)  1024, 2047(Radius)
            """));
        Assert.Equal("100.64.10.20", session.IpAddress);
        Assert.Equal("2804:14d:1:2::/64", session.Ipv6NdraPrefix);
        Assert.Equal("2804:14d:8000:100::/56", session.Ipv6PdPrefix);
        Assert.Equal("FE80::211:22FF:FE33:4455", session.Ipv6LinkLocalAddress);
        Assert.Equal(new DateTime(2026, 1, 17, 9, 0, 0), session.Ipv6LeaseEndsAt);
        Assert.Equal(172_800, session.Ipv6LeaseRemainingSeconds);
        Assert.Equal((61 * 3600) + (18 * 60) + 2, session.OnlineSeconds);
        Assert.Equal((3150, 412), (session.PeVlan, session.CeVlan));
        Assert.Equal([new("200.10.20.0/29", "0.0.0.0", 0), new("200.10.30.0/29", "0.0.0.0", 5)], session.FramedRoutes);
        Assert.Equal((1024, 2047), (session.NatFirstPort, session.NatLastPort));
        Assert.True(session.Attributes.Single(line => line.Key == "User IPv6 PD Prefix").FromRadius);
        Assert.False(session.Attributes.Single(line => line.Key == "IPv6 DUID").FromRadius);
        Assert.Equal("AAA", session.Attributes.First(line => line.Key == "Framed-route").Section);
    }

    [Fact]
    public void Several_sessions_in_one_output_are_kept_apart()
    {
        var sessions = SubscriberDetailsParser.Parse(
            VrpSample.Read("display-access-user/huawei_bras-ne8000-m8-mac-address.txt")
            + "y\r\n" + VrpSample.Read("display-access-user/nassim-ne40e-v800r012c10-access-user-ip-address-192.168.255.229.txt"));
        Assert.Equal([30724, 32], sessions.Select(session => session.UserId));
        Assert.Null(sessions[0].Interface);
        Assert.Equal("Eth-Trunk22.12", sessions[1].Interface);
    }

    [Fact]
    public void Sections_and_marks_of_the_manual_are_read()
    {
        var session = Assert.Single(SubscriberDetailsParser.Parse(
            VrpSample.Read("display-access-user/nassim-ne40e-v800r012c10-access-user-user-id-100-verbose.txt")));
        var policy = session.Attributes.Single(line => line.Key == "TrafficPolicy");
        Assert.Equal(("ACL&QoS", "abc", true), (policy.Section, policy.Value, policy.FromRadius));
        Assert.Equal("Dslam information", session.Attributes.Single(line => line.Key == "Max delay upstream").Section);
        Assert.Equal("Flow Statistic", session.Attributes.Single(line => line.Key == "Flow-Statistic-Up").Section);
    }

    [Fact]
    public void The_names_of_switches_are_understood()
    {
        var session = Assert.Single(SubscriberDetailsParser.Parse("""
             Total: 1
             ------------------------------------------------------------------------------
            Basic:
              User id                         : 16009
              User name                       : test
              Domain-name                     : default_admin
              User IP address                 : 10.135.18.217
              User access time                : 2024/02/15 05:10:52
              User access type                : SSH
            """));
        Assert.Equal(16009, session.UserId);
        Assert.Equal("default_admin", session.Domain);
        Assert.Equal(new DateTime(2024, 2, 15, 5, 10, 52), session.AccessStartedAt);
    }

    [Fact]
    public void Nobody_online_is_an_empty_answer() => Assert.Empty(SubscriberDetailsParser.Parse("Info: No online user!"));

    [Theory]
    [InlineData("")]
    [InlineData("User name : x")]
    [InlineData("Error: Wrong parameter found at '^' position.")]
    public void What_describes_no_session_is_an_error(string text) =>
        Assert.Throws<VrpParseException>(() => SubscriberDetailsParser.Parse(text));
}

using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Pppoe;

namespace Farol.Devices.Tests.Vrp.Pppoe;

public sealed class PppoeStatisticsTests
{
    [Fact]
    public void Both_pairs_of_a_line_are_read()
    {
        var statistics = PppoeStatisticsParser.Parse(VrpSample.Read("display-pppoe/nassim-ne40e-v800r012c10-pppoe-statistics-slot-1.txt"));
        Assert.Equal("1", statistics.Slot);
        Assert.Equal((6, 2, 4, 4, 3), (statistics.PadiReceived, statistics.PadiDiscarded, statistics.PadoSent, statistics.PadrReceived, statistics.PadsSent));
        Assert.Equal((19, 3), (statistics.PacketsReceived, statistics.PacketsDiscarded));
        Assert.Contains(statistics.Counters, counter => counter is { Name: "DISCARD_PADR_SAMEMAC", Count: 0 });
        Assert.Equal(33, statistics.Counters.Count);
    }

    [Fact]
    public void A_counter_that_is_not_printed_is_null() =>
        Assert.Null(PppoeStatisticsParser.Parse("RECV_PADI_PKT : 6").ActiveSessions);

    [Theory]
    [InlineData("")]
    [InlineData("ACTIVE_SESSION : many")]
    [InlineData("Slot: 1")]
    [InlineData("RECV_LCP_CON_REQ : 1")]
    public void What_counts_no_discovery_is_an_error(string text) =>
        Assert.Throws<VrpParseException>(() => PppoeStatisticsParser.Parse(text));

    [Fact]
    public void Ppp_counters_keep_the_interface_in_their_name()
    {
        var statistics = PppStatisticsParser.Parse(VrpSample.Read("display-ppp/nassim-ne40e-v800r012c10-ppp-statistics-interface-eth-trunk-10.txt"));
        Assert.Equal(("Eth-Trunk10", "11"), (statistics.Interface, statistics.Slot));
        Assert.Equal(17518, statistics.Counters.Single(counter => counter.Name == "SEND_ECHO_REP_FAST(GigabitEthernet2/0/2)").Count);
    }

    [Fact]
    public void Failures_are_told_by_cause() =>
        Assert.Equal([new("access-ip-limit", 2)], PppoeOnlineFailuresParser.Parse("  Online failed due to access-ip-limit : 2"));
}

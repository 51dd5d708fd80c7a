using Farol.Monitor.Polling;
using Farol.Monitor.Traffic;

namespace Farol.Monitor.Tests.Traffic;

public sealed class TrafficViewTests
{
    private static readonly DateTimeOffset _at = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_marks_totals_are_unknown_and_the_hint_names_the_setting()
    {
        var payload = View([], Port("100GE0/1/0", 5, 6, isUplink: false));
        Assert.Null(payload.Traffic.TotalIn);
        Assert.Null(payload.Data.Total);
        Assert.Contains("ROUTER_UPLINKS", payload.Data.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Marked_ports_are_summed_and_shown_in_megabits()
    {
        var payload = View(["100GE*"], Port("100GE0/1/0", 2_000_000, 1_000_000), Port("100GE0/1/1", 4_000_000, 500_000), Port("GE0/2/0", 9, 9, isUplink: false));
        Assert.Equal(6_000_000, payload.Traffic.TotalIn);
        Assert.Equal((6, 1.5, 7.5), (payload.Data.Inbound, payload.Data.Outbound, payload.Data.Total));
        Assert.Equal(3, payload.Data.UtilizationPercent);
        Assert.Null(payload.Data.Hint);
    }

    [Fact]
    public void Each_bit_is_counted_once_when_a_trunk_and_its_members_are_marked()
    {
        var payload = View(["*"], Port("Eth-Trunk1", 10, 10), Port("GE0/1/0", 4, 4), Port("GE0/1/1", 6, 6), Port("GE0/2/0", 1, 1));
        Assert.Equal(11, payload.Traffic.TotalIn);
    }

    [Fact]
    public void A_sum_with_a_part_missing_is_unknown()
    {
        var payload = View(["*"], Port("100GE0/1/0", 5, 5), Port("100GE0/1/1", null, 5));
        Assert.Null(payload.Traffic.TotalIn);
        Assert.Equal(10, payload.Traffic.TotalOut);
    }

    [Fact]
    public void Patterns_that_match_no_port_are_said()
    {
        Assert.Contains("no port that is up matches", View(["400GE*"], Port("100GE0/1/0", 5, 5, isUplink: false)).Data.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100GE0/1/*", "100GE0/1/0", true)]
    [InlineData("*100GE0/1/0", "50|100GE0/1/0", true)]
    [InlineData("eth-trunk?", "Eth-Trunk1", true)]
    [InlineData("100GE", "100GE0/1/0", false)]
    public void Patterns_match_as_people_write_them(string pattern, string name, bool matches) =>
        Assert.Equal(matches, NamePattern.Matches(pattern, name));

    private static TrafficPayload View(string[] patterns, params PortTraffic[] ports)
    {
        var members = new[] { ("Eth-Trunk1", "GE0/1/0"), ("Eth-Trunk1", "GE0/1/1") }.ToLookup(m => m.Item1, m => m.Item2);
        return TrafficView.Of(new Reading<TrafficReading>(new TrafficReading(ports), _at), patterns, members, null, null);
    }

    private static PortTraffic Port(string name, double? input, double? output, bool isUplink = true) =>
        new(name, input, output, null, null, isUplink, 100_000_000);
}

using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Tests.Vrp.Subscribers;

public sealed class OnlineTotalsTests
{
    [Theory]
    [InlineData("  Total users  : 18342")]
    [InlineData("Total users:18342")]
    [InlineData("TOTAL USERS                        :   18342   \r\n<BNG>")]
    [InlineData("Info: It will take a long time if the content you search is too much\n Total users : 18342")]
    [InlineData("  Total online users : 18342")]
    [InlineData("  Total user number : 18342")]
    [InlineData("Slot                     : 1      Total  user : 18342")]
    [InlineData("2026-01-15 10:00:00.123\n  Total users : 18342")]
    public void The_total_is_found_in_any_spelling(string text) => Assert.Equal(new OnlineTotals(18342), OnlineTotalsParser.Parse(text));

    [Theory]
    [InlineData("Total users : 100\nIPv4 users : 90\nIPv6 users : 4\nDual-Stack users : 6")]
    [InlineData("  Dual users        : 6\n  IPv6 users        : 4\n  IPv4 users        : 90\n  Total users       : 100")]
    [InlineData("total users: 100   ipv4 users: 90\nipv6 users: 4      dual stack users: 6")]
    [InlineData("Total users : 100\nIPV4 Users : 90\nIPV6 Users : 4\nDualStack Users : 6\nSome other users : 7")]
    public void The_kinds_stand_in_any_order(string text) => Assert.Equal(new OnlineTotals(100, 90, 4, 6), OnlineTotalsParser.Parse(text));

    [Fact]
    public void What_the_router_does_not_say_is_null() =>
        Assert.Equal(new OnlineTotals(null, Ipv6: 12), OnlineTotalsParser.Parse("IPv6 users : 12"));

    [Fact]
    public void Nobody_online_is_zero() => Assert.Equal(new OnlineTotals(0), OnlineTotalsParser.Parse("Info: No online user!"));

    [Fact]
    public void A_number_too_big_saturates() =>
        Assert.Equal(int.MaxValue, OnlineTotalsParser.Parse("Total users : 99999999999999999999999").Total);

    [Theory]
    [InlineData("")]
    [InlineData("Total users : ")]
    [InlineData("Total users : many")]
    [InlineData("Total: 1     Printed: 1")]
    [InlineData("Total 17,17 printed")]
    [InlineData("Error: No permission to run the command.")]
    public void Without_a_number_it_is_an_error(string text) =>
        Assert.Throws<VrpParseException>(() => OnlineTotalsParser.Parse(text));

    [Fact]
    public void The_summary_counts_domains_whatever_their_names_hold()
    {
        var summary = OnlineSummaryParser.Parse("""
              Total users                        : 23540
              IPv4 users                         : 23540
              ------------------------------------------------------------------------------
              Domain-name                        Online-user
              ------------------------------------------------------------------------------
              2910-zimbabwe                      : 297
              fibra plus                         : 3
              a:b                                : 4
              ------------------------------------------------------------------------------
              The used CID table are             :
              20-28, 30
              32
            """);
        Assert.Equal(23540, summary.TotalUsers);
        Assert.Null(summary.Ipv6Users);
        Assert.Equal([new("2910-zimbabwe", 297), new("fibra plus", 3), new("a:b", 4)], summary.Domains);
        Assert.Equal([new(20, 28), new(30, 30), new(32, 32)], summary.UsedUserIds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("RECV_PADI_PKT : 6")]
    [InlineData("System cpu use rate is : 54%")]
    public void What_counts_no_users_is_no_summary(string text) =>
        Assert.Throws<VrpParseException>(() => OnlineSummaryParser.Parse(text));
}

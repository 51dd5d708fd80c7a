using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Tests.Vrp.Subscribers;

public sealed class SubscriberListingTests
{
    private const string Header =
        """
          ------------------------------------------------------------------------------
          UserID     Username                Interface      IP address       MAC
                     Vlan          IPv6 address             Access type
          ------------------------------------------------------------------------------

        """;

    [Fact]
    public void An_interface_wider_than_its_column_is_read_whole()
    {
        var row = One("""
              20529      algar@algar.com.br      Eth-Trunk100.3150  100.81.17.14     789a-1823-0759
                         3150/-        -                        PPPoE
            """);
        Assert.Equal(20529, row.UserId);
        Assert.Equal("algar@algar.com.br", row.Username);
        Assert.Equal("Eth-Trunk100.3150", row.Interface);
        Assert.Equal("100.81.17.14", row.IpAddress);
        Assert.Equal("789a-1823-0759", row.Mac);
        Assert.Equal("78:9a:18:23:07:59", row.MacAddress);
        Assert.Equal(3150, row.PeVlan);
        Assert.Null(row.CeVlan);
        Assert.Null(row.Ipv6Address);
        Assert.Equal("PPPoE", row.AccessType);
        Assert.False(row.IsUsernameTruncated);
    }

    [Fact]
    public void A_login_with_blanks_cut_by_the_table_is_one_name()
    {
        var row = One("""
              2          trunk 0/2/1:4096.28...  Eth-Trunk1.2801   10.10.10.10    a1b2-c3d4-e5f6
                         2801/12       2804:14d::1              IPOE
            """);
        Assert.Equal("trunk 0/2/1:4096.28...", row.Username);
        Assert.True(row.IsUsernameTruncated);
        Assert.Equal("Eth-Trunk1.2801", row.Interface);
        Assert.Equal((2801, 12), (row.PeVlan, row.CeVlan));
        Assert.Equal("2804:14d::1", row.Ipv6Address);
    }

    [Fact]
    public void A_subscriber_without_an_address_has_null_not_a_dash()
    {
        var row = One("""
              65      spirent33@wdomain       GE0/1/1.1      -                00-e0-fc-12-34-56
                      133/-         2001:db8:1::10:CC00:200:27E9   PPPoE
            """);
        Assert.Null(row.IpAddress);
        Assert.Equal("00-e0-fc-12-34-56", row.Mac);
        Assert.Equal("00:e0:fc:12:34:56", row.MacAddress);
        Assert.Equal("2001:db8:1::10:CC00:200:27E9", row.Ipv6Address);
    }

    [Fact]
    public void A_leased_line_has_neither_address_nor_mac()
    {
        var row = One("""
              1280    layer3@l3               GE0/1/2.1      -           -
                      -/-           -                        Layer3_lease_line
            """);
        Assert.Equal("layer3@l3", row.Username);
        Assert.Equal("GE0/1/2.1", row.Interface);
        Assert.Null(row.IpAddress);
        Assert.Null(row.Mac);
        Assert.Null(row.MacAddress);
        Assert.Null(row.PeVlan);
        Assert.Equal("Layer3_lease_line", row.AccessType);
    }

    [Fact]
    public void A_column_behind_the_mac_is_passed_over()
    {
        var row = One("""
             101      user@lsh                GE0/1/0.1      10.1.2.9         00e0-fc12-0102          -
                     50/-            -                       IPoE
            """);
        Assert.Equal("user@lsh", row.Username);
        Assert.Equal("10.1.2.9", row.IpAddress);
        Assert.Equal("00e0-fc12-0102", row.Mac);
        Assert.Null(row.Status);
        Assert.Equal(50, row.PeVlan);
    }

    [Theory]
    [InlineData("telnet")]
    [InlineData("SSH")]
    [InlineData("Telnet")]
    public void Administrators_among_subscribers_are_told_apart(string accessType)
    {
        var row = One($"""
              2094085 huawei                  -              10.112.46.75     -
                      -             -                        {accessType}
            """);
        Assert.True(row.IsAdministrator);
        Assert.Equal("huawei", row.Username);
        Assert.Null(row.Interface);
        Assert.Equal("10.112.46.75", row.IpAddress);
    }

    [Fact]
    public void A_one_line_table_with_a_state_is_read()
    {
        var listing = SubscriberListingParser.Parse("""
             ------------------------------------------------------------------------------
             UserID Username             IP address             MAC               Status
             ------------------------------------------------------------------------------
             16009  test                 10.135.18.217          -                 Success
             16516  portal               196.1.1.142            04f9-f8da-bc5e    Pre-authen
             ------------------------------------------------------------------------------
             Total: 2, printed: 2
            """);
        Assert.Equal(2, listing.Totals.Total);
        Assert.Equal(0, listing.UnreadLines);
        Assert.Equal(("test", "10.135.18.217", "Success"), Names(listing.Subscribers[0]));
        Assert.Equal(("portal", "196.1.1.142", "Pre-authen"), Names(listing.Subscribers[1]));
        Assert.Null(listing.Subscribers[0].Mac);
        Assert.Null(listing.Subscribers[1].Interface);
        static (string, string?, string?) Names(Subscriber row) => (row.Username, row.IpAddress, row.Status);
    }

    [Fact]
    public void A_filter_that_keeps_only_first_lines_leaves_a_listing()
    {
        var listing = SubscriberListingParser.Parse("""
            Info: It will take a long time if the content you search is too much or the string you input is too long, you can press CTRL_C to break.
              20529      algar@algar.com.br      Eth-Trunk100.3150  100.81.17.14     789a-1823-0759
              20530      maria 12                Eth-Trunk100.3150  100.81.17.15     789a-1823-0760
            """);
        Assert.Equal(["algar@algar.com.br", "maria 12"], listing.Subscribers.Select(row => row.Username));
        Assert.All(listing.Subscribers, row => Assert.Null(row.AccessType));
        Assert.Null(listing.Totals.Total);
    }

    [Fact]
    public void The_last_row_may_lack_its_second_line()
    {
        var listing = SubscriberListingParser.Parse(
            VrpSample.Read("display-access-user/nassim-ne40e-v800r012c10-access-user-interface-eth-trunk-1.1-option-vlanpvc.txt"));
        Assert.Equal(10, listing.Subscribers.Count);
        Assert.Equal(62, listing.Totals.Total);
        Assert.Equal("PPPoE", listing.Subscribers[8].AccessType);
        Assert.Equal("2.2.2.10", listing.Subscribers[9].IpAddress);
        Assert.Null(listing.Subscribers[9].AccessType);
    }

    [Fact]
    public void An_interface_written_in_two_words_is_put_together()
    {
        var row = One("""
              7          ana@fibra               GigabitEthernet 1/0/1  10.0.0.7     0011-2233-4455
                         12/-          -                        PPPoE
            """);
        Assert.Equal("GigabitEthernet 1/0/1", row.Interface);
        Assert.Equal("ana@fibra", row.Username);
    }

    [Fact]
    public void A_vlan_without_a_slash_before_an_ipv6_address_is_no_new_row()
    {
        var row = One("""
              7          ana@fibra               GE1/0/1.5      10.0.0.7         0011-2233-4455
                         3150          2804:14d:1:2::1          PPPoE
            """);
        Assert.Equal((3150, null), (row.PeVlan, row.CeVlan));
        Assert.Equal("2804:14d:1:2::1", row.Ipv6Address);
    }

    [Fact]
    public void Masked_addresses_keep_the_routers_text()
    {
        var row = One("""
              7          ana@fibra               GE1/0/1.5      10.*.*.7        00e0-fcXX-XXXX
                         12/-          -                        PPPoE
            """);
        Assert.Equal("10.*.*.7", row.IpAddress);
        Assert.Equal("00e0-fcXX-XXXX", row.Mac);
        Assert.Null(row.MacAddress);
    }

    [Fact]
    public void A_line_in_the_table_that_is_no_row_is_counted_not_hidden()
    {
        var listing = SubscriberListingParser.Parse(Header + """
              7          ana@fibra               GE1/0/1.5      10.0.0.7         0011-2233-4455
                         12/-          -                        PPPoE
              8          !! strange !!
            """);
        Assert.Single(listing.Subscribers);
        Assert.Equal(1, listing.UnreadLines);
    }

    [Theory]
    [InlineData("Info: No online user!")]
    [InlineData("Info: no online user.\r\n<HW-BRAS>")]
    public void Nobody_online_is_an_answer(string text)
    {
        var listing = SubscriberListingParser.Parse(text);
        Assert.Empty(listing.Subscribers);
        Assert.Equal(0, listing.Totals.Total);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n\r\n")]
    [InlineData("Error: Unrecognized command found at '^' position.")]
    [InlineData("  Total users                        : 5")]
    [InlineData("  UserID     Username                Interface      IP address       MAC")]
    [InlineData("10.1.1.1  00e0-fc12-3456  20  D-0  GE0/1/1\n")]
    [InlineData("  116    R38@zym         -                 00e0-fc12-3456\n         AAA cut command")]
    [InlineData("HUAWEI NetEngine 8000 M8 uptime is 72 days, 15 hours, 51 minutes")]
    public void What_is_no_listing_is_an_error_with_its_line(string text)
    {
        var error = Assert.Throws<VrpParseException>(() => SubscriberListingParser.Parse(text));
        Assert.Contains("display access-user", error.Message, StringComparison.Ordinal);
    }

    private static Subscriber One(string rows)
    {
        var listing = SubscriberListingParser.Parse(Header + rows + "\n  Total users                        : 1\n");
        Assert.Equal(0, listing.UnreadLines);
        Assert.Equal(1, listing.Totals.Total);
        return Assert.Single(listing.Subscribers);
    }
}

using Farol.Devices.Vrp;

namespace Farol.Devices.Tests.Vrp;

public sealed class VrpCatalogTests
{
    [Theory]
    [InlineData("display cpu-usage", "display cpu-usage")]
    [InlineData("dis cpu", "display cpu-usage")]
    [InlineData("DIS CPU slot 1", "display cpu-usage")]
    [InlineData("  display   cpu-usage   slave | no-more", "display cpu-usage")]
    [InlineData("dis int", "display interface")]
    [InlineData("display interface GigabitEthernet0/1/0", "display interface")]
    [InlineData("dis int br", "display interface brief")]
    [InlineData("display interface brief main", "display interface brief")]
    [InlineData("display interface ethernet brief", "display interface brief")]
    [InlineData("dis int desc GE0/1/0", "display interface description")]
    [InlineData("dis ip int b", "display ip interface brief")]
    [InlineData("dis ver slot 3", "display version")]
    [InlineData("display license resource usage port-bras all", "display license resource usage")]
    [InlineData("display license esn", "display esn")]
    [InlineData("display bgp vpnv4 vpn-instance NET peer", "display bgp peer")]
    [InlineData("display bgp vpnv4 all peer", "display bgp peer")]
    [InlineData("display bgp ipv6 peer", "display bgp peer")]
    [InlineData("display device pic-status", "display device pic-status")]
    [InlineData("display device 9", "display device")]
    [InlineData("dis cpu-us", "display cpu-usage")]
    [InlineData("disp int bri | i up", "display interface brief")]
    [InlineData("display interface brief | include up", "display interface brief")]
    [InlineData("display access-user online-total-number | no-more", "display access-user online-total-number")]
    [InlineData("dis access-user online", "display access-user online-total-number")]
    [InlineData("dis mem", "display memory-usage")]
    [InlineData("dis temp sl 9", "display temperature")]
    [InlineData("dis opt br", "display optical-module brief")]
    [InlineData("dis al ac", "display alarm active")]
    [InlineData("dis aaa online username x", "display aaa online-fail-record")]
    [InlineData("display access-user slot 1 | include GE0/1/0 | count", "display … | count")]
    public void A_typed_command_finds_its_parser(string typed, string name)
    {
        Assert.True(VrpCatalog.TryFind(typed, out var found), typed);
        Assert.Equal(name, found.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("display")]
    [InlineData("display v")]
    [InlineData("display frobnicate")]
    [InlineData("show version")]
    [InlineData("undo shutdown | count")]
    [InlineData("| count")]
    public void What_is_unknown_or_ambiguous_is_not_guessed(string typed) => Assert.False(VrpCatalog.TryFind(typed, out _));

    [Theory]
    [InlineData("display device | include MPU", true)]
    [InlineData("dis dev | i MPU | no-more", true)]
    [InlineData("display device | no-more", false)]
    [InlineData("display device", false)]
    public void A_filter_that_leaves_out_lines_is_told_from_one_that_does_not(string typed, bool leavesOut)
    {
        Assert.True(VrpCatalog.TryFind(typed, out var found));
        const string Row = "9        MPU     Present    Registered   Normal     MMB    0      Master";
        Assert.Equal(leavesOut, Record.Exception(() => found.Read(typed, Row)) is null);
    }

    [Fact]
    public void The_closest_commands_are_named() =>
        Assert.Equal("display cpu-usage", VrpCatalog.Closest("display cpu-usgae")[0]);

    [Fact]
    public void Every_name_is_its_own_commands_and_finds_it()
    {
        foreach (var command in VrpCatalog.All.Where(c => !c.Name.Contains('*', StringComparison.Ordinal)))
        {
            Assert.True(VrpCatalog.TryFind(command.Name, out var found), command.Name);
            Assert.Same(command, found);
        }

        Assert.Equal(VrpCatalog.All.Length, VrpCatalog.All.Select(c => c.Name).Distinct().Count());
    }

    [Fact]
    public void Counted_lines_are_a_record_too()
    {
        Assert.Equal(184, LineCountParser.Parse("Info: It will take a long time.\nTotal lines: 184.\n").TotalLines);
        Assert.Throws<VrpParseException>(() => LineCountParser.Parse("184"));
    }
}

using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Interfaces;

namespace Farol.Devices.Tests.Vrp.Interfaces;

public sealed class InterfaceBriefTests
{
    private const string Header = "Interface                   PHY   Protocol  InUti OutUti   inErrors  outErrors\n";

    [Theory]
    [InlineData("GigabitEthernet1/0/1.50(10G) up    down         0%     0%          0          0", "GigabitEthernet1/0/1.50", 10_000_000_000)]
    [InlineData("50|100GE0/1/0               up    up        0.01%  0.01%          0          0", "50|100GE0/1/0", null)]
    [InlineData("GigabitEthernet5/0/1:3(10G) up    up        0.01%  0.01%          0          0", "GigabitEthernet5/0/1:3", 10_000_000_000)]
    [InlineData("GigabitEthernet0/0/0(100M)  up    up        0.01%  0.01%          0          0", "GigabitEthernet0/0/0", 100_000_000L)]
    [InlineData("GigabitEthernet0/0/5(v)     up    down      0.01%     0%          0          0", "GigabitEthernet0/0/5", null)]
    [InlineData("Virtual-Template0 up up(s) 0% 0% 0 0", "Virtual-Template0", null)]
    [InlineData("FlexE-50G0/1/1 up up -- -- 0 0", "FlexE-50G0/1/1", null)]
    [InlineData("NULL0 up up(s) 0% 0% 0 0", "NULL0", null)]
    public void A_name_is_told_from_the_speed_behind_it(string row, string name, long? speed)
    {
        var only = Assert.Single(InterfaceBriefParser.Parse(Header + row).Interfaces);
        Assert.Equal((name, speed), (only.Name, only.SpeedBps));
    }

    [Theory]
    [InlineData("*down", "down", "administratively down")]
    [InlineData("^down", "down", "standby")]
    [InlineData("#down", "down", "LBDT down")]
    [InlineData("up(l)", "up", "loopback")]
    [InlineData("down(E)", "down", "E-Trunk down")]
    [InlineData("down(ld)", "down", "loop-detect trigger down")]
    [InlineData("down(zz)", "down", "zz")]
    [InlineData("up", "up", null)]
    public void A_mark_becomes_its_meaning(string state, string status, string? reason)
    {
        var only = Assert.Single(InterfaceBriefParser.Parse($"{Header}GigabitEthernet1/0/1 {state} down 0% 0% 0 0").Interfaces);
        Assert.Equal((status, reason), (only.Status, only.StatusReason));
    }

    [Fact]
    public void The_texts_own_legend_wins()
    {
        var only = Assert.Single(InterfaceBriefParser.Parse($"PHY: Physical\n(b): bridge down\n{Header}GE1/0/1 down(b) down 0% 0% 0 0").Interfaces);
        Assert.Equal("bridge down", only.StatusReason);
    }

    [Fact]
    public void Utilisation_that_is_not_measured_is_null_and_not_zero()
    {
        var only = Assert.Single(InterfaceBriefParser.Parse($"{Header}Vlanif322 down down -- -- 0 0").Interfaces);
        Assert.Null(only.UtilizationIn);
        Assert.Equal(0, only.InErrors);
        var real = InterfaceBriefParser.Parse(VrpSample.Read("display-interface-brief/napalm-ne40e-x8a-v800r021c10spc600-interface-brief.txt"));
        Assert.Equal(21, real.Interfaces.Length);
        Assert.Equal(0.01, real.Interfaces.Single(i => i.Name == "GigabitEthernet1/0/0").UtilizationIn);
    }

    [Fact]
    public void A_trunks_members_come_once_and_know_their_trunk()
    {
        var rows = InterfaceBriefParser.Parse(
            Header
            + "100GE0/3/0                  up    up        1.00%  2.00%          7          0\n"
            + "Eth-Trunk4                  up    up        0.69% 13.57%       4625          0\n"
            + "  GigabitEthernet15/1/0(10G) up    up        0.69% 14.30%          0          0\n"
            + "  100GE0/3/0                up    up        1.00%  2.00%          7          0\n"
            + "Eth-Trunk4.10               up    up        0.69% 13.57%          0          0\n"
            + "GigabitEthernet15/1/0(10G)  up    up        0.69% 14.30%          0          0\n"
            + "GigabitEthernet16/0/1(10G)  up    up        0.71% 12.84%       4625          0\n").Interfaces;
        Assert.Equal(
            ["100GE0/3/0 Eth-Trunk4", "Eth-Trunk4 ", "GigabitEthernet15/1/0 Eth-Trunk4", "Eth-Trunk4.10 ", "GigabitEthernet16/0/1 "],
            rows.Select(r => $"{r.Name} {r.Trunk}"));
    }

    [Fact]
    public void Numbers_beyond_64_bits_saturate_and_unknown_columns_take_their_place()
    {
        var only = Assert.Single(InterfaceBriefParser.Parse(
            "Interface PHY Protocol New InUti OutUti inErrors outErrors Newer\nGE1/0/1 up up x 1% 2% 99999999999999999999999 4 y\n").Interfaces);
        Assert.Equal((long.MaxValue, 4L, 1.0, 2.0), (only.InErrors, only.OutErrors, only.UtilizationIn, only.UtilizationOut));
    }

    [Fact]
    public void A_filter_may_leave_out_the_header_but_not_a_column()
    {
        Assert.Equal(5, InterfaceBriefParser.Parse(VrpSample.Read("display-interface-brief/filtered-interface-brief-include-up.txt"), isFiltered: true).Interfaces.Length);
        var refused = Assert.Throws<VrpParseException>(() => InterfaceBriefParser.Parse("GE0/1/5(10G)   up    up    23.61%  2.21%   0\n", isFiltered: true));
        Assert.Equal(1, refused.LineNumber);
    }

    [Fact]
    public void A_big_listing_costs_a_row_and_its_name_and_little_else()
    {
        const int Rows = 10_000;
        var text = Header + string.Concat(Enumerable.Range(0, Rows).Select(i => $"GigabitEthernet1/0/{i}(10G)   up    up        0.01%  0.01%          0          0\n"));
        InterfaceBriefParser.Parse(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var brief = InterfaceBriefParser.Parse(text);
        var perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / Rows;
        Assert.Equal(Rows, brief.Interfaces.Length);
        // A row of 144 bytes, a name of about 70, and the growing list.
        Assert.InRange(perRow, 1, 280);
    }
}

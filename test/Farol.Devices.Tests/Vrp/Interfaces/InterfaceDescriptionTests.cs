using Farol.Devices.Vrp.Interfaces;

namespace Farol.Devices.Tests.Vrp.Interfaces;

public sealed class InterfaceDescriptionTests
{
    [Fact]
    public void Descriptions_may_be_empty_hold_blanks_marks_and_other_alphabets()
    {
        var rows = InterfaceDescriptionParser.Parse(
            "Interface                     PHY     Protocol Description\r\n"
            + "50|100GE0/1/0                 up      up       <C4> Anel São João [up] 10%\r\n"
            + "GE0/0/25                      *down   down\r\n"
            + "GE1/0/1.1(10G)                     up      down  \r\n"
            + "GE0/0/27                      up      up       a very long description that the router\r\n"
            + "                                               carries on below\r\n"
            + "NULL0                         up      up(s)\r\n").Interfaces;
        Assert.Equal(
            ["50|100GE0/1/0=<C4> Anel São João [up] 10%", "GE0/0/25=", "GE1/0/1.1=",
             "GE0/0/27=a very long description that the router carries on below", "NULL0="],
            rows.Select(r => $"{r.Name}={r.Description}"));
        Assert.Null(rows[1].Description);
        Assert.Equal("spoofing", rows[4].ProtocolReason);
    }

    [Fact]
    public void A_long_name_may_push_its_columns_to_the_next_line()
    {
        var rows = IpInterfaceBriefParser.Parse(
            "Interface                         IP Address/Mask      Physical   Protocol  VPN\n"
            + "Virtual-Ethernet1/0/0.100100\n"
            + "                                  10.0.0.1/24          up         up        mgmt\n"
            + "Eth-Trunk1                        unassigned           *down      down\n").Interfaces;
        Assert.Equal(
            ["Virtual-Ethernet1/0/0.100100 10.0.0.1/24 up mgmt", "Eth-Trunk1  down "],
            rows.Select(r => $"{r.Name} {r.IpAddress} {r.Status} {r.VpnInstance}"));
    }

    [Fact]
    public void No_light_is_minus_forty_and_no_module_is_null()
    {
        var modules = OpticalModulesParser.Parse(
            "Port        Status Duplex Type          Wavelength RxPower     TxPower     Mode       VendorPN\n"
            + "ETH1/0/0    down   full   10G-10km-sfp+ 1310nm     -40.00dBm   -2.75dBm    SingleMode PT7420-81-1D-HW+\n"
            + "ETH1/0/1    up     full   100G-10km     1301nm     --          --          SingleMode FTLC 1154 RDPL\n").Modules;
        Assert.Equal((-40.0, -2.75), (modules[0].RxPowerDbm, modules[0].TxPowerDbm));
        Assert.Null(modules[1].RxPowerDbm);
        Assert.Equal("FTLC 1154 RDPL", modules[1].VendorPn);
    }
}

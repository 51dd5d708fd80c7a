using System.Globalization;
using System.Text.Json;
using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Interfaces;

namespace Farol.Devices.Tests.Vrp.Interfaces;

public sealed class InterfaceDetailTests
{
    private const string Napalm = "display-interface/napalm-ne40e-x8a-v800r021c10spc600-interface";

    /// <summary>The file beside the sample was made by another program from the same text.</summary>
    [Fact]
    public void An_independent_reading_of_the_same_text_says_the_same()
    {
        using var expected = JsonDocument.Parse(VrpSample.Read($"{Napalm}.independent.json"));
        var actual = InterfaceDetailParser.Parse(VrpSample.Read($"{Napalm}.txt")).Interfaces;
        Assert.Equal(expected.RootElement.EnumerateObject().Count(), actual.Length);
        foreach (var theirs in expected.RootElement.EnumerateObject())
        {
            var ours = actual.Single(i => i.Name == theirs.Name);
            var mac = theirs.Value.GetProperty("mac_address").GetString()!.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
            Assert.Equal(theirs.Value.GetProperty("mtu").GetInt32(), ours.Mtu);
            Assert.Equal(mac, (ours.MacAddress ?? "").Replace("-", "", StringComparison.Ordinal).ToUpperInvariant());
            Assert.Equal(theirs.Value.GetProperty("description").GetString(), ours.Description ?? "");
            Assert.Equal(theirs.Value.GetProperty("is_up").GetBoolean(), ours.Status == "up" && ours.Protocol == "up");
        }
    }

    [Fact]
    public void Bytes_first_and_packets_first_are_told_by_their_units()
    {
        var all = InterfaceDetailParser.Parse(VrpSample.Read($"{Napalm}.txt")).Interfaces;
        var physical = all.Single(i => i.Name == "GigabitEthernet1/0/0");
        Assert.Equal((785773731492, 8072105483), (physical.Input!.Bytes, physical.Input.Packets));
        Assert.Equal((242275, 255), (physical.InBps, physical.InPacketsPerSecond));
        var trunk = Assert.Single(InterfaceDetailParser.Parse(VrpSample.Read("display-interface/modemfux-cx600-x3-v600r009-interface-eth-trunk1.txt")).Interfaces);
        Assert.Equal((6290864104246023, 6547539858030), (trunk.Input!.Bytes, trunk.Input.Packets));
        Assert.Equal((4463529728, 300), (trunk.InBps, trunk.RateIntervalSeconds));
        Assert.Equal(["GigabitEthernet1/1/0 up 1", "GigabitEthernet1/1/1 up 1"], trunk.Members.Select(m => $"{m.Name} {m.Status} {m.Weight}"));
    }

    [Theory]
    [InlineData("UP (ifindex: 28)", "up", null, 28L)]
    [InlineData("UP(ifindex: 27)", "up", null, 27L)]
    [InlineData("DOWN(transceiver offline) (ifindex: 35)", "down", "transceiver offline", 35L)]
    [InlineData("Administratively DOWN (ifindex: 8)", "down", "administratively down", 8L)]
    [InlineData("DOWN", "down", null, null)]
    [InlineData("UP ,", "up", null, null)]
    public void A_state_keeps_its_reason(string text, string status, string? reason, long? index)
    {
        var only = Assert.Single(InterfaceDetailParser.Parse($"GE0/1/0 current state : {text}\nLine protocol current state : UP (spoofing)\n").Interfaces);
        Assert.Equal((status, reason, index), (only.Status, only.StatusReason, only.IfIndex));
        Assert.Equal(("up", "spoofing"), (only.Protocol, only.ProtocolReason));
    }

    [Theory]
    [InlineData("Rx Power:  -1.47dBm, Warning range: [-15.003,  0.499]dBm", -1.47, -15.003, 0.499)]
    [InlineData("Rx Optical Power: -9.50dBm, warning range: [-18.01,  2.00]dBm", -9.5, -18.01, 2.0)]
    [InlineData("Rx Optical Power: -5.84dBm, Normal range: [-16.989, 0.000]dBm", -5.84, -16.989, 0.0)]
    [InlineData("Rx Power: -40.00dBm", -40.0, null, null)]
    [InlineData("Rx Power: --, Warning range: [-15.003,  0.499]dBm", null, -15.003, 0.499)]
    public void Received_power_has_several_names(string line, double? power, double? low, double? high)
    {
        var only = Assert.Single(InterfaceDetailParser.Parse($"GE0/1/0 current state : UP\n{line}\n").Interfaces);
        Assert.Equal((power, low, high), (only.RxPowerDbm, only.Transceiver?.RxPowerLowDbm, only.Transceiver?.RxPowerHighDbm));
    }

    [Theory]
    [InlineData("Description: São Paulo – anel 2: fibra própria ", "São Paulo – anel 2: fibra própria")]
    [InlineData("Description:current state : DOWN", "current state : DOWN")]
    [InlineData("Description:<C4> work - station 1", "<C4> work - station 1")]
    [InlineData("Description: Input: 5 packets", "Input: 5 packets")]
    [InlineData("Description:\u00a3 Jos\u00e9 \u0085 x", "\u00a3 Jos\u00e9 \u0085 x")]
    [InlineData("Description:", null)]
    public void A_description_is_kept_as_it_is(string line, string? description)
    {
        var only = Assert.Single(InterfaceDetailParser.Parse($"GE0/1/0 current state : UP\r\n{line}\r\nLine protocol current state : UP\r\n").Interfaces);
        Assert.Equal((description, "up"), (only.Description, only.Protocol));
    }

    /// <summary>AR routers and switches print packets first, totals of errors, and speeds in Mbit/s without a unit.</summary>
    [Fact]
    public void The_counters_of_vrp_5_routers_and_switches_are_read_too()
    {
        var only = Assert.Single(InterfaceDetailParser.Parse(
            """
            GigabitEthernet0/0/4 current state : UP
            Line protocol current state : DOWN
            Description:VirtualPort
            Route Port,The Maximum Transmit Unit is 1500, Hold timer is 10(sec)
            Internet Address is negotiated, 192.0.2.156/32
            Speed : 1000,  Loopback: NONE
            Duplex: FULL,  Negotiation: ENABLE
            Last 300 seconds input rate 4816 bits/sec, 7 packets/sec
            Last 300 seconds output rate 7656 bits/sec, 6 packets/sec
            Input peak rate 32008 bits/sec,Record time: 2022-10-13 08:57:06
            Output peak rate 0 bits/sec,Record time: -

            Input:  108577 packets, 8303469 bytes
              Unicast:              63802,  Multicast:               32377
              Broadcast:            12398,  Jumbo:                       -
              Discard:                  3,  Total Error:                 5

              CRC:                      5,  Giants:                      0

            Output:  59573 packets, 5607838 bytes
              Discard:                  0,  Total Error:                 0

                Input bandwidth utilization threshold : 100.00%
                Output bandwidth utilization threshold: 100.00%
                Input bandwidth utilization  : 0.01%
                Output bandwidth utilization : --
            """).Interfaces);
        Assert.Equal((1_000_000_000, "full", "192.0.2.156/32", 1500), (only.SpeedBps, only.Duplex, only.IpAddress, only.Mtu));
        Assert.Equal((5L, 0L, 5L, 3L), (only.InErrors, only.OutErrors, only.Input!.Crc, only.Input.Drops));
        Assert.Equal((108577L, 8303469L, null), (only.Input.Packets, only.Input.Bytes, only.Input.Jumbo));
        Assert.Equal((0.01, null), (only.UtilizationIn, only.UtilizationOut));
        Assert.Equal("2022-10-13T08:57:06", only.InPeakTime?.ToString("s", CultureInfo.InvariantCulture));
        Assert.Null(only.OutPeakTime);
    }

    [Fact]
    public void What_the_text_does_not_say_is_null()
    {
        var only = Assert.Single(InterfaceDetailParser.Parse("Vlanif1 current state : UP\n").Interfaces);
        Assert.Null(only.InBps);
        Assert.Null(only.InErrors);
        Assert.Null(only.Input);
        Assert.Null(only.UtilizationIn);
        Assert.Null(only.StatisticsClearedTime);
        Assert.Empty(only.Members);
    }

    [Fact]
    public void A_text_that_starts_inside_an_interface_is_refused()
    {
        var refused = Assert.Throws<VrpParseException>(() => InterfaceDetailParser.Parse("\nLine protocol current state : UP\nGE0/1/0 current state : UP\n"));
        Assert.Equal(2, refused.LineNumber);
    }
}

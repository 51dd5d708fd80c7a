using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Aaa;

namespace Farol.Devices.Tests.Vrp.Aaa;

public sealed class RadiusPacketsTests
{
    private const string Folder = "display-radius/modemfux-cx600-x3-v600r009-radius-server-packet-ip-address-10.0.0.151-vpn-instance-br-tech-";

    [Fact]
    public void Total_and_recent_packets_are_kept_apart()
    {
        var packets = RadiusPacketsParser.Parse(VrpSample.Read(Folder + "authen.txt"));
        Assert.Equal("authentication", packets.Kind);
        Assert.Equal((17_027_350, 10_556_944, 6_466_427), (packets.Total.Requests, packets.Total.Accepts, packets.Total.Rejects));
        Assert.Equal((395, 395, 0), (packets.Recent!.Requests, packets.Recent.Accepts, packets.Recent.Rejects));
        Assert.Equal((268_407, 22_792, 0), (packets.Total.Timeouts, packets.Total.NoReply, packets.Recent.Timeouts));
        Assert.Null(packets.Total.Responses);
    }

    [Fact]
    public void Changes_of_authorization_have_counters_of_their_own()
    {
        var packets = RadiusPacketsParser.Parse(VrpSample.Read(Folder + "coa.txt"));
        Assert.Equal(("COA", 20_837, 19_496), (packets.Kind, packets.Total.Acks, packets.Total.Naks));
        Assert.Null(packets.Total.Accepts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Access Requests : 1")]
    [InlineData("Total radius server authentication packets:")]
    public void What_has_no_such_counters_is_an_error(string text) =>
        Assert.Throws<VrpParseException>(() => RadiusPacketsParser.Parse(text));
}

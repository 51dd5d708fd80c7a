using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Aaa;

namespace Farol.Devices.Tests.Vrp.Aaa;

public sealed class AaaRecordsTests
{
    [Fact]
    public void Blocks_around_the_routers_question_are_all_read()
    {
        var records = AaaRecordsParser.Parse(VrpSample.Read(
            "display-aaa-normal-offline-record/nassim-ne40e-v800r012c10-aaa-normal-offline-record-mac-address-00e0-fc12-3456.txt")).Records;
        Assert.Equal(["DHCPV6 client release", "User request to offline"], records.Select(record => record.Reason));
        Assert.Equal([null, "10.10.0.254"], records.Select(record => record.IpAddress));
    }

    [Fact]
    public void Blank_lines_between_brief_records_change_nothing()
    {
        var answer = AaaRecordsParser.Parse(VrpSample.Read("display-aaa-normal-offline-record/nassim-ne40e-v800r012c10-aaa-normal-offline-record-brief.txt"));
        Assert.Equal((7, 7, 7), (answer.Records.Count, answer.Total, answer.Printed));
        Assert.Equal("ARP with detect fail", answer.Records[2].Reason);
        Assert.Equal("192.168.15.25", answer.Records[2].IpAddress);
        Assert.Null(answer.Records[0].IpAddress);
    }

    [Fact]
    public void Reasons_of_brief_records_can_be_counted()
    {
        var records = AaaRecordsParser.Parse(VrpSample.Read("display-aaa-online-fail-record/nassim-ne40e-v800r012c10-aaa-online-fail-record-brief.txt")).Records;
        Assert.Equal(15, records.Count(record => record.Reason == "CM with IP address alloc fail"));
        Assert.Equal(5, records.Count(record => record.Reason == "The domain has not binded ip-pool or ipv6-pool"));
    }

    [Fact]
    public void The_names_and_dates_of_switches_are_understood()
    {
        var record = Assert.Single(AaaRecordsParser.Parse("""
              User name               : portal
              User MAC                : 04f9-f8da-bc5e
              Qinq vlan/User vlan     : 0/92
              User IPV6 address       : -
              User login time         : 2023/09/15 15:05:38
              User online fail reason : Radius authentication reject
              Authen reply message    : ErrorReason is Incorrect user na...
            """).Records);
        Assert.Equal(("Radius authentication reject", "ErrorReason is Incorrect user na..."), (record.Reason, record.ReplyMessage));
        Assert.Equal((0, 92), (record.PeVlan, record.CeVlan));
        Assert.Equal(new DateTime(2023, 9, 15, 15, 5, 38), record.LoginAt);
        Assert.Null(record.Ipv6Address);
    }

    [Theory]
    [InlineData("Info: No offline record!")]
    [InlineData("Info: The record does not exist.")]
    [InlineData("  ID     Name      IP address        MAC\n         Reason\n  Total: 0     Printed: 0")]
    public void No_record_is_an_answer(string text) => Assert.Empty(AaaRecordsParser.Parse(text).Records);

    [Theory]
    [InlineData("")]
    [InlineData("User name : x\nUser MAC : -")]
    [InlineData("  ID     Name      IP address        MAC\n         Reason")]
    [InlineData("Error: Unrecognized command found at '^' position.")]
    public void What_holds_no_record_is_an_error(string text) =>
        Assert.Throws<VrpParseException>(() => AaaRecordsParser.Parse(text));
}

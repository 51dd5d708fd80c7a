using System.Globalization;
using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Alarms;

namespace Farol.Devices.Tests.Vrp.Alarms;

public sealed class ActiveAlarmsTests
{
    private const string Header =
        "1:Critical  2:Major  3:Minor  4:Warning\n--------------------------------\nSequence   AlarmId    Level Date Time  Description\n--------------------------------\n";

    [Fact]
    public void A_wrapped_description_is_whole_again_and_the_time_comes_from_the_line_below()
    {
        var alarms = ActiveAlarmsParser.Parse(VrpSample.Read("display-alarm/nassim-ne40e-v800r012c10-alarm-active-root.txt")).Alarms;
        var only = Assert.Single(alarms);
        Assert.Equal((6L, "0xD300007", 2, "major"), (only.Sequence, only.AlarmId, only.Level, only.Severity));
        Assert.Equal("2020-01-18T09:13:16", only.Time?.ToString("s", CultureInfo.InvariantCulture));
        Assert.StartsWith("The storage usage exceeded the pre-set overload threshold.(TrapSeverity=4, ProbableCause=75265,", only.Description, StringComparison.Ordinal);
        Assert.EndsWith("UsageThreshold=85)", only.Description, StringComparison.Ordinal);
    }

    /// <summary>Cuts as the router does; files and terminals lose the blanks at the end of a line.</summary>
    [Theory]
    [InlineData("The interface status changes. (ifName=GigabitEthernet0/1/0, AdminStatus=UP, OperStatus=DOWN, Reason=The physical link is down.)")]
    [InlineData("The optical power is too low and the light of the module has been lost on port 0/1/0")]
    [InlineData("Board is absent from slot 3 of rack 1 (1)")]
    [InlineData("Short.")]
    public void A_description_cut_at_any_place_is_whole_again(string description)
    {
        var text = Header + Wrapped(7, description) + Wrapped(6, "A second alarm whose text goes over two lines of the table (ifName=x)");
        var alarms = ActiveAlarmsParser.Parse(text).Alarms;
        Assert.Equal(description, alarms[0].Description);
        Assert.Equal("2024-01-18T09:13:16", alarms[0].Time?.ToString("s", CultureInfo.InvariantCulture));
        Assert.Equal(description, Assert.Single(ActiveAlarmsParser.Parse(Header + Wrapped(7, description)).Alarms).Description);
    }

    [Fact]
    public void Vrp_5_divides_by_slashes_that_names_of_ports_hold_too()
    {
        var alarms = ActiveAlarmsParser.Parse(
            """
            A/B/C/D/E/F/G/H/I/J
            A=Sequence, B=RootKindFlag(Independent|RootCause|nonRootCause)
            C=Generating time, D=Clearing time
            E=ID, F=Name, G=Level, H=State
            I=Description information for locating(Para info, Reason info)
            J=RootCause alarm sequence(Only for nonRootCause alarm)
            ------------------------------------------------------------------------------
            1/Independent/2013-08-07 15:16:23+08:00/-/0x40042001/linkDown/Critical/Start/OID 1.3.6.1.6.3.1.1.5.3 Interface
            turned into DOWN state.(IfName=GigabitEthernet1/0/0)
            2/RootCause/2013-08-07 15:16:24/2013-08-07 15:17:00/0x1/fanFail/Warning/End/Fan 1/2
            """).Alarms;
        Assert.Equal(
            ["1 0x40042001 linkDown 1 Start OID 1.3.6.1.6.3.1.1.5.3 Interface turned into DOWN state.(IfName=GigabitEthernet1/0/0)", "2 0x1 fanFail 4 End Fan 1/2"],
            alarms.Select(a => $"{a.Sequence} {a.AlarmId} {a.Name} {a.Level} {a.State} {a.Description}"));
        Assert.Equal(("2013-08-07T15:16:23", null), (alarms[0].Time?.ToString("s", CultureInfo.InvariantCulture), alarms[0].ClearTime));
        Assert.NotNull(alarms[1].ClearTime);
    }

    [Fact]
    public void No_alarm_is_an_empty_success()
    {
        Assert.Empty(ActiveAlarmsParser.Parse(Header).Alarms);
        Assert.Empty(ActiveAlarmsParser.Parse("Info: There is no active alarm.\n").Alarms);
        Assert.Empty(ActiveAlarmsParser.Parse("Info: No alarm exists.\n").Alarms);
    }

    [Fact]
    public void Silence_is_not_no_alarm()
    {
        Assert.Throws<VrpParseException>(() => ActiveAlarmsParser.Parse(""));
        Assert.Throws<VrpParseException>(() => ActiveAlarmsParser.Parse("Info: It will take a long time if the content you search is too much.\n"));
        Assert.Throws<VrpParseException>(() => ActiveAlarmsParser.Parse("24  0x8520003  2  2020-01-18 The interface status changes.\n"));
    }

    private static string Wrapped(int sequence, string description)
    {
        const int Width = 41;
        var pieces = description.Chunk(Width).Select(piece => new string(piece)).ToList();
        var lines = pieces.Select((piece, i) => i switch
        {
            0 => $"{sequence,-11}0x8520003  1     2024-01-18 {piece}",
            1 => $"{"",29}09:13:16  {piece}",
            _ => $"{"",39}{piece}",
        }).ToList();
        if (lines.Count == 1)
        {
            lines.Add($"{"",29}09:13:16");
        }

        return string.Concat(lines.Select(line => line.TrimEnd() + "\n"));
    }
}

using System.Globalization;
using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Chassis;

namespace Farol.Devices.Tests.Vrp.Chassis;

public sealed class CpuUsageTests
{
    /// <summary>The lines of a V800 BRAS as the facts give them; a core may be far busier than the board.</summary>
    private const string V800 =
        """
        Cpu utilization statistics at 2021-02-25 10:46:53 787 ms
        System cpu use rate is : 54%
        Cpu utilization for five seconds: 54% ;  one minute: 53% ;  five minutes: 29%.
        Max CPU Usage : 99%
        Max CPU Usage Stat. Time : 2021-02-24 03:12:13 512 ms
        State: Non-overload
        Overload threshold: 90%, Overload clear threshold: 75%, Duration: 480s
        ---------------------------
        ServiceName  UseRate
        ---------------------------
        SYSTEM           40%
        IP STACK          9%
        LOCAL PKT         5%
        ---------------------------
        CPU Usage Details
        ----------------------------------------------------------------
        CPU     Current  FiveSec   OneMin  FiveMin  Max MaxTime
        ----------------------------------------------------------------
        cpu0        97%      96%      95%      30%  99% 2021-02-24 03:12:13
        cpu1        11%      12%      13%      14%  57% 2021-02-24 03:12:13
        ----------------------------------------------------------------
        """;

    [Fact]
    public void Vrp_8_has_a_board_its_services_and_its_cores()
    {
        var usage = CpuUsageParser.Parse(V800);
        Assert.Equal((54.0, 54.0, 53.0, 29.0, 99.0), (usage.UsagePercent, usage.FiveSecondsPercent, usage.OneMinutePercent, usage.FiveMinutesPercent, usage.MaxPercent));
        Assert.Equal("2021-02-25T10:46:53", usage.StatisticsTime?.ToString("s", CultureInfo.InvariantCulture));
        Assert.Equal("2021-02-24T03:12:13", usage.MaxTime?.ToString("s", CultureInfo.InvariantCulture));
        Assert.Equal(["SYSTEM 40", "IP STACK 9", "LOCAL PKT 5"], usage.Services.Select(s => $"{s.Name} {s.UsagePercent}"));
        Assert.Equal(["cpu0 97 96 95 30 99", "cpu1 11 12 13 14 57"], usage.Cores.Select(c => $"{c.Name} {c.UsagePercent} {c.FiveSecondsPercent} {c.OneMinutePercent} {c.FiveMinutesPercent} {c.MaxPercent}"));
    }

    [Fact]
    public void Vrp_5_has_tasks_whose_explanations_go_over_lines()
    {
        var usage = CpuUsageParser.Parse(VrpSample.Read("display-cpu-usage/modemfux-cx600-x3-v600r009-cpu-usage-sorted.txt"));
        Assert.Equal((15.0, 81.0, 14.0), (usage.UsagePercent, usage.MaxPercent, usage.FiveMinutesPercent));
        Assert.Equal("VFSDVFS flash task for delete file block", usage.Tasks.Single(t => t.Name == "VFSD").Explanation);
        Assert.Equal(83, usage.Tasks.Single(t => t.Name == "VIDL").UsagePercent);
        Assert.Empty(usage.Services);
    }

    [Fact]
    public void The_bare_service_table_is_an_answer_without_a_total()
    {
        var usage = CpuUsageParser.Parse("ServiceName  UseRate\nIP STACK  3%\n");
        Assert.Null(usage.UsagePercent);
        Assert.Equal("IP STACK", Assert.Single(usage.Services).Name);
    }

    [Fact]
    public void An_overload_history_is_not_the_load() =>
        Assert.Throws<VrpParseException>(() => CpuUsageParser.Parse("CPU Overload history:\nSystem CPU use rate is : 99%\nServiceName  UseRate\nSYSTEM  99%\n"));
}

using System.Globalization;
using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Chassis;

namespace Farol.Devices.Tests.Vrp.Chassis;

public sealed class ChassisTrapTests
{
    [Theory]
    [InlineData("HUAWEI NetEngine 8000 M8 uptime is 72 days, 15 hours, 51 minutes", "NetEngine 8000 M8", 6277860L)]
    [InlineData("HUAWEI NE40E-X2-M8A uptime is 161 days, 0 hour, 20 minutes", "NE40E-X2-M8A", 13911600L)]
    [InlineData("Huawei AR6280 Router uptime is 60 weeks, 4 days, 11 hours, 20 minutes", "AR6280", 36674400L)]
    [InlineData("HUAWEI ATN 910C-B uptime is 1 day, 1 hour, 1 minute", "ATN 910C-B", 90060L)]
    public void The_model_keeps_its_blanks_and_the_uptime_its_units(string line, string model, long seconds)
    {
        var version = SystemVersionParser.Parse($"Huawei Versatile Routing Platform Software\nVRP (R) software, Version 8.231 (NetEngine 8000 V800R023C10SPC500)\n{line}\n");
        Assert.Equal((model, seconds), (version.Model, version.UptimeSeconds));
        Assert.Equal(("8.231", "NetEngine 8000", "V800R023C10SPC500"), (version.VrpVersion, version.Product, version.SoftwareVersion));
        Assert.Null(version.PatchVersion);
    }

    [Theory]
    [InlineData("IPU (Master) 9 : uptime is 72 days, 15 hours, 49 minutes", "IPU", "Master", "9")]
    [InlineData("MPU(Slave) 5  : uptime is 2033 days, 2 hours, 5 minutes", "MPU", "Slave", "5")]
    [InlineData("MPU 11(Master) : uptime is 60 weeks, 4 days, 11 hours, 19 minutes", "MPU", "Master", "11")]
    [InlineData("LPU 1 : uptime is 0 day, 5 hours, 9 minutes", "LPU", null, "1")]
    public void A_board_is_found_wherever_its_role_stands(string line, string type, string? role, string slot)
    {
        var board = Assert.Single(SystemVersionParser.Parse(line).Boards);
        Assert.Equal((type, role, slot), (board.Type, board.Role, board.Slot));
    }

    [Theory]
    [InlineData("Kbytes", 15_766_020L * 1024)]
    [InlineData("bytes", 15_766_020L)]
    [InlineData("Mbytes", 15_766_020L * 1024 * 1024)]
    public void Memory_is_bytes_whatever_the_unit(string unit, long bytes)
    {
        var usage = MemoryUsageParser.Parse($"System Total Memory Is: 15766020 {unit}\nTotal Memory Used Is: 1 {unit}\nMemory Using Percentage Is: 22%\n");
        Assert.Equal((bytes, 22.0), (usage.TotalBytes, usage.UsagePercent));
    }

    [Fact]
    public void Memory_without_a_unit_is_refused() =>
        Assert.Throws<VrpParseException>(() => MemoryUsageParser.Parse("System Total Memory Is: 15766020\n"));

    [Fact]
    public void Masked_figures_are_unknown()
    {
        var slots = HealthParser.Parse("Slot CPU Usage Memory Usage(Used/Total)\n17 MPU(Master) 3% **% **06MB/**724MB\n9 IPU(Slave) **% 12% 6093MB/30708MB\n").Slots;
        Assert.Equal((3.0, null, null), (slots[0].Cpu, slots[0].Memory, slots[0].MemoryUsedBytes));
        Assert.Equal((null, 12.0, 6093L << 20), (slots[1].Cpu, slots[1].Memory, slots[1].MemoryUsedBytes));
    }

    [Fact]
    public void Every_sensor_keeps_its_own_thresholds_and_the_board_its_hottest()
    {
        var slots = TemperatureParser.Parse(
            """
            SlotID2 :
             Base-Board, Unit:C, Slot2
            PCB       I2C Addr Chl  Status  Minor Major Fatal Adj_speed Temp
                                                           TMin Tmax (C)
            ---------------------------------------------------------------
            LPUF41A   0   0    0    NORMAL  68    76    83    55   65   38
            LPUF41A   7   175  0    MINOR   89    94    105   76   86   91
            EFGF      2   73   0    NORMAL  77    83    92    64   74   -5

            SlotID25 :

            SlotID27 :
             Base-Board, Unit:C, SlotID27
            FAN   1   0    0    NORMAL  70    80    95    32   45   25

            SlotID31 : No temp sensors.
            """).Slots;
        Assert.Equal(["2 91 3", "27 25 1", "31  0"], slots.Select(s => $"{s.Slot} {s.MaxTemperatureCelsius} {s.Sensors.Length}"));
        Assert.Equal((89.0, 94.0, 105.0, "7 175", 0), (slots[0].Sensors[1].MinorCelsius, slots[0].Sensors[1].MajorCelsius, slots[0].Sensors[1].FatalCelsius, slots[0].Sensors[1].I2cAddress, slots[0].Sensors[1].Channel));
        Assert.Equal(-5, slots[0].Sensors[2].TemperatureCelsius);
    }

    [Fact]
    public void Volts_are_not_degrees() =>
        Assert.Throws<VrpParseException>(() => TemperatureParser.Parse(VrpSample.Read("display-voltage/librenms-pr13352-ne8000-m8-slot-10.txt")));

    [Theory]
    [InlineData("2020-02-02 17:02:34+08:00\nSunday\nTime Zone(BJ) : UTC+08:00\n", "2020-02-02T17:02:34.0000000+08:00")]
    [InlineData("2024-01-01 10:00:00.123 +08:00\n2023-07-07 17:36:16-03:00\nFriday\nTime Zone(BRT) : UTC-03:00\n", "2023-07-07T17:36:16.0000000-03:00")]
    [InlineData("2023-07-07 17:36:16\nFriday\nTime Zone(Brasilia) : UTC-03:00\n", "2023-07-07T17:36:16.0000000-03:00")]
    [InlineData("2023-07-07 17:36:16\nFriday\nTime Zone : BR minus 03:00:00\n", "2023-07-07T17:36:16.0000000-03:00")]
    [InlineData("2023-07-07 17:36:16 DST\nFriday\nTime Zone(DefaultZoneName) : UTC\n", "2023-07-07T17:36:16.0000000+00:00")]
    [InlineData("2023-07-07 17:36:16\nFriday\n", null)]
    public void A_clock_is_a_moment_only_when_the_offset_is_known(string text, string? moment) =>
        Assert.Equal(moment, ClockParser.Parse(text).Time?.ToString("O", CultureInfo.InvariantCulture));

    [Fact]
    public void A_console_has_neither_type_nor_address()
    {
        var users = TerminalUsersParser.Parse(
            """
              User-Intf    Delay    Type   Network Address     AuthenStatus    AuthorcmdFlag
              0   CON 0   00:00:44                                pass           no      Username : Unspecified
            + 34  VTY 0   00:00:00  SSH    2001:DB8::7            pass           yes
              Username : joão silva
            """).Users;
        Assert.Equal((false, "CON 0", 44L, null, null, null), (users[0].Own, users[0].Terminal, users[0].IdleSeconds, users[0].Type, users[0].Address, users[0].Username));
        Assert.Equal((true, "VTY 0", "SSH", "2001:DB8::7", "joão silva"), (users[1].Own, users[1].Terminal, users[1].Type, users[1].Address, users[1].Username));
    }

    [Fact]
    public void No_patch_is_an_answer_and_an_empty_text_is_none()
    {
        Assert.Empty(PatchInformationParser.Parse("Info: No patch exists.\nThe current state is: Idle.\n").Patches);
        Assert.Throws<VrpParseException>(() => PatchInformationParser.Parse("\n"));
    }

    [Fact]
    public void Switch_tables_with_cards_and_types_with_blanks_are_read()
    {
        var slots = DeviceStatusParser.Parse(
            """
            CE12808S's Device status:
            Slot  Card   Type                     Online   Power Register     Alarm     Primary
            9     -      CE-MPUA-S                Present  On    Registered   Normal    Master
                  FAN1   FAN-40SA-B               Present  On    Registered   Normal    NA
            15    -      CMU(MPU 9)               Present  On    Registered   Normal    Master
            PWR1  -      PHD-3000WA               Absent   Off   Unregistered Abnormal  NA
            """).Slots;
        Assert.Equal(
            ["9  CE-MPUA-S Present Normal Master", "9 FAN1 FAN-40SA-B Present Normal ", "15  CMU(MPU 9) Present Normal Master", "PWR1  PHD-3000WA Absent Abnormal "],
            slots.Select(s => $"{s.Slot} {s.Card} {s.Type} {s.Online} {s.Status} {s.Primary}"));
    }
}

using System.Globalization;
using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Boards, their load and their temperature, power and fans.</summary>
internal static class BoardCommands
{
    private const int MainMemoryMegabytes = (int)(SystemHealth.MemoryTotalKilobytes / 1024);
    private const int CardMemoryMegabytes = 3_357;
    private const int Sensors = 4;
    private const int Fans = 3;

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("display health", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WriteHealth(write, context.State))),
        new("display health verbose", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WriteVerbose(write, context.State))),
        new("display device", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WriteDevice(write, context.State))),
        new("display device pic-status", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WritePics(write, context.State))),
        new("display temperature [ slot <slot-id:number> ]", CliViews.Any, CommandLevel.Monitoring, ShowTemperature),
        new("display power", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WritePower(write, context.State))),
        new("display fan", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WriteFans(write, context.State))),
    ];

    private static string MainType(Topology topology) => topology.IsCompact ? "IPU" : "MPU";

    private static void WriteHealth(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("health");
        text["head"].Write(write);
        foreach (var slot in Topology.MainBoards)
        {
            var (cpu, used) = MainLoad(state, slot);
            WriteHealthRow(write, text, slot, $"{MainType(state.Topology)}({Role(slot)})", cpu, used, MainMemoryMegabytes);
        }

        foreach (var slot in state.Topology.IsCompact ? [] : state.Topology.Slots)
        {
            WriteHealthRow(write, text, slot, "LPU", state.Health.CardCpu(slot), 940 + (int)(420 * state.Health.Load), CardMemoryMegabytes);
        }

        text["foot"].Write(write);
    }

    private static void WriteHealthRow(LineWriter write, TextSkeleton text, int slot, string type, int cpu, int used, int total) =>
        text["row"].Write(
            write,
            ("slot", RouterText.Number(slot)),
            ("type", type),
            ("cpu", RouterText.Number(cpu)),
            ("memory", RouterText.Number(used * 100 / total)),
            ("used", RouterText.Number(used)),
            ("total", RouterText.Number(total)));

    private static void WriteVerbose(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("health-verbose");
        text["head"].Write(write);
        foreach (var slot in Topology.MainBoards)
        {
            var (cpu, used) = MainLoad(state, slot);
            text["row"].Write(
                write,
                ("slot", RouterText.Number(slot)),
                ("type", $"{MainType(state.Topology)}({Role(slot)})"),
                ("cpu", RouterText.Number(cpu)),
                ("memory", RouterText.Number(used * 100 / MainMemoryMegabytes)),
                ("used", RouterText.Number(used)),
                ("total", RouterText.Number(MainMemoryMegabytes)),
                ("free", RouterText.Number((MainMemoryMegabytes - used) * 100 / MainMemoryMegabytes)),
                ("freeMb", RouterText.Number(MainMemoryMegabytes - used)),
                ("total2", RouterText.Number(MainMemoryMegabytes)),
                ("cache", RouterText.Number(used / 4)));
            for (var core = 0; core < SystemHealth.Cores; core += 2)
            {
                text["cores"].Write(
                    write,
                    ("left", FormattableString.Invariant($"cpu{core}")),
                    ("leftUse", RouterText.Number(state.Health.Core(core))),
                    ("right", FormattableString.Invariant($"cpu{core + 1}")),
                    ("rightUse", RouterText.Number(state.Health.Core(core + 1))));
            }
        }

        text["foot"].Write(write);
    }

    /// <summary>The slave board idles.</summary>
    private static (int Cpu, int UsedMegabytes) MainLoad(RouterState state, int slot)
    {
        var used = (int)(state.Health.MemoryUsedKilobytes / 1024);
        return slot == Topology.MainBoards[0] ? (state.Health.CpuNow, used) : (Math.Max(2, state.Health.CpuNow / 4), used * 3 / 4);
    }

    private static string Role(int slot) => slot == Topology.MainBoards[0] ? "Master" : "Slave";

    private static void WriteDevice(LineWriter write, RouterState state)
    {
        var topology = state.Topology;
        var text = TextSkeleton.Load(topology.IsCompact ? "device-m8" : "device-x8");
        text["head"].Write(write, ("model", topology.Model));
        foreach (var (slot, type, role, primary) in topology.IsCompact ? CompactBoards() : ChassisBoards(topology))
        {
            text["row"].Write(
                write,
                ("slot", RouterText.Number(slot)),
                ("type", type),
                ("online", "Present"),
                ("register", "Registered"),
                ("status", "Normal"),
                ("role", role),
                ("primary", primary));
        }

        text["foot"].Write(write);
    }

    private static IEnumerable<(int Slot, string Type, string Role, string Primary)> CompactBoards() =>
    [
        (1, "PIC", "OTHER", "NA"), (2, "PIC", "OTHER", "NA"), (7, "PIC", "OTHER", "NA"), (8, "PIC", "OTHER", "NA"),
        (9, "IPU", "MMB", "Master"), (10, "IPU", "MMB", "Slave"),
        (11, "PWR", "OTHER", "NA"), (12, "PWR", "OTHER", "NA"), (13, "FAN", "OTHER", "NA"), (14, "CLK", "OTHER", "Master"),
    ];

    private static IEnumerable<(int Slot, string Type, string Role, string Primary)> ChassisBoards(Topology topology) =>
    [
        .. topology.Slots.Select(slot => (slot, "LPU", "LC", "NA")),
        (9, "MPU", "MMB", "Master"), (10, "MPU", "MMB", "Slave"),
        (11, "SFU", "OTHER", "NA"), (12, "SFU", "OTHER", "NA"), (15, "CLK", "OTHER", "Master"), (16, "CLK", "OTHER", "Slave"),
        (17, "PWR", "OTHER", "NA"), (18, "PWR", "OTHER", "NA"), (19, "FAN", "OTHER", "NA"), (20, "FAN", "OTHER", "NA"),
    ];

    private static void WritePics(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("device-pic-status");
        text["head"].Write(write);
        var groups = state.Topology.IsCompact ? ["0/1", "0/2"] : state.Topology.Slots.Select(slot => $"{RouterText.Number(slot)}/0");
        foreach (var pic in groups)
        {
            text["row"].Write(
                write,
                ("pic", pic),
                ("status", "Registered"),
                ("type", "ETH_6x10GF_CARD"),
                ("ports", "6"),
                ("init", "SUCCESS"),
                ("logic", "SUCCESS"));
        }

        text["foot"].Write(write);
    }

    private static void ShowTemperature(CommandContext context)
    {
        var topology = context.State.Topology;
        int[] boards = [.. topology.IsCompact ? [] : topology.Slots, .. Topology.MainBoards];
        if (context.Match.Number("slot-id") is { } wanted)
        {
            if (!boards.Contains(wanted))
            {
                context.Output.Line(CliMessages.WrongParameter);
                return;
            }

            boards = [wanted];
        }

        context.Compose(write =>
        {
            var text = TextSkeleton.Load("temperature");
            foreach (var slot in boards)
            {
                WriteTemperature(write, text, context.State, slot);
            }
        });
    }

    private static void WriteTemperature(LineWriter write, TextSkeleton text, RouterState state, int slot)
    {
        text["title"].Write(write, ("slot", RouterText.Number(slot)));
        text["header"].Write(write);
        for (var sensor = 0; sensor < Sensors; sensor++)
        {
            text["row"].Write(
                write,
                ("board", slot < Topology.MainBoards[0] ? "CR81LPU480AS" : "CR81IPU480AS"),
                ("bus", "255"),
                ("address", RouterText.Number(73 + sensor)),
                ("channel", "0"),
                ("status", "NORMAL"),
                ("minor", RouterText.Number(75 + sensor)),
                ("major", RouterText.Number(85 + sensor)),
                ("fatal", RouterText.Number(90 + sensor)),
                ("fanMinimum", "50"),
                ("fanMaximum", "60"),
                ("temperature", RouterText.Number(state.Health.Temperature(slot, sensor))));
        }

        text["foot"].Write(write);
    }

    private static void WritePower(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("power");
        text["head"].Write(write);
        for (var supply = 1; supply <= 2; supply++)
        {
            text["row"].Write(
                write,
                ("number", RouterText.Number(supply + 10)),
                ("present", "Yes"),
                ("mode", "DC"),
                ("state", "Normal"),
                ("watts", state.Health.PowerWatts(supply).ToString("0.00", CultureInfo.InvariantCulture) + "W"),
                ("count", "1"));
        }
    }

    private static void WriteFans(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("fan");
        foreach (var slot in state.Topology.IsCompact ? [13] : new[] { 19, 20 })
        {
            text["head"].Write(write, ("slot", RouterText.Number(slot)));
            for (var fan = 1; fan <= Fans; fan++)
            {
                text["speed"].Write(write, ("number", RouterText.Number(fan)), ("speed", RouterText.Number(state.Health.FanPercent)));
            }
        }
    }
}

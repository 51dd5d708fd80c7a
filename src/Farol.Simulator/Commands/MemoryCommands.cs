using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Memory of the main boards.</summary>
internal static class MemoryCommands
{
    private static readonly (int Id, string Name, double Share)[] _processes =
    [
        (4, "LM", 0.13), (1008, "PROTO4", 0.02), (1019, "VFPNSE", 0.03), (3, "CFG", 0.11), (10002, "FES", 0.04), (1020, "BGP", 0.06), (1014, "SSH", 0.01),
    ];

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("display memory-usage [ slave | slot <slot-id:number> ]", CliViews.Any, CommandLevel.Monitoring, Show),
    ];

    private static void Show(CommandContext context)
    {
        if (context.Match.Number("slot-id") is { } slot && !context.State.Topology.HasBoard(slot))
        {
            context.Output.Line(CliMessages.WrongParameter);
            return;
        }

        context.Compose(write => Write(write, context.State));
    }

    private static void Write(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("memory-usage");
        var used = state.Health.MemoryUsedKilobytes;
        var now = state.Clock.Now;
        text["head"].Write(
            write,
            ("date", RouterText.Date(now)),
            ("time", RouterText.Time(now)),
            ("milliseconds", RouterText.Number(now.Millisecond)),
            ("total", RouterText.Number(SystemHealth.MemoryTotalKilobytes)),
            ("used", RouterText.Number(used)),
            ("percent", RouterText.Number(state.Health.MemoryPercent)));
        var left = used;
        foreach (var (id, name, share) in _processes)
        {
            var kilobytes = (long)(used * share);
            left -= kilobytes;
            WriteProcess(write, text, id, name, kilobytes);
        }

        WriteProcess(write, text, 0, "system", left);
        text["foot"].Write(write);
    }

    private static void WriteProcess(LineWriter write, TextSkeleton text, int id, string name, long kilobytes) => text["process"].Write(
        write, ("id", RouterText.Number(id)), ("name", name), ("used", RouterText.Number(kilobytes)));
}

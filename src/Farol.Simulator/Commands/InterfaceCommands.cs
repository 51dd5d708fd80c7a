using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>What interfaces show.</summary>
internal static class InterfaceCommands
{
    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("display interface brief [ main ]", CliViews.Any, CommandLevel.Monitoring, ShowBrief),
    ];

    private static void ShowBrief(CommandContext context) => context.Compose(write =>
    {
        var text = TextSkeleton.Load("interface-brief");
        text["head"].Write(write);
        foreach (var shown in context.State.Topology.Interfaces)
        {
            if (context.Match.Has("main") && shown.Kind == InterfaceKind.SubInterface)
            {
                continue;
            }

            WriteBrief(write, text["row"], shown, string.Empty);
            foreach (var member in shown.Members)
            {
                WriteBrief(write, text["row"], member, "  ");
            }
        }
    });

    private static void WriteBrief(LineWriter write, SkeletonPart row, SimulatedInterface shown, string indent)
    {
        var traffic = shown.Traffic;
        var capacity = Capacity(shown);
        row.Write(
            write,
            ("name", indent + shown.Name + shown.SpeedSuffix),
            ("phy", shown.Physical),
            ("protocol", shown.Protocol),
            ("in", RouterText.Use(traffic.InBitsPerSecond, capacity)),
            ("out", RouterText.Use(traffic.OutBitsPerSecond, capacity)),
            ("inErrors", RouterText.Number(traffic.InErrors)),
            ("outErrors", RouterText.Number(traffic.OutErrors)));
    }

    /// <summary>Bits per second: a trunk is as wide as its working members, a sub-interface as its port.</summary>
    internal static long Capacity(SimulatedInterface shown) => shown.Kind switch
    {
        InterfaceKind.Trunk => shown.Members.Where(member => member.IsUp).Sum(member => member.SpeedBitsPerSecond),
        InterfaceKind.SubInterface => Capacity(shown.Parent!),
        _ => shown.SpeedBitsPerSecond,
    };
}

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
        new("display interface [ <name:interface> ]", CliViews.Any, CommandLevel.Monitoring, ShowDetail),
        new("display interface description [ <name:interface> ]", CliViews.Any, CommandLevel.Monitoring, ShowDescriptions),
        new("display ip interface brief", CliViews.Any, CommandLevel.Monitoring, ShowAddresses),
        new("display interface phy-option <name:interface>", CliViews.Any, CommandLevel.Monitoring, ShowPhysical),
        new("display optical-module brief", CliViews.Any, CommandLevel.Monitoring, ShowOptics),
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

    private static IEnumerable<SimulatedInterface> Named(CommandContext context) =>
        context.State.Topology.Interfaces.Where(shown => context.Match.Value("name") is not { } name || shown.Name == name);

    private static void ShowDetail(CommandContext context) => context.Compose(write =>
    {
        foreach (var shown in Named(context))
        {
            new InterfaceDetail(write, shown, context.State.Clock.Now).Write();
        }
    });

    private static void ShowDescriptions(CommandContext context) => context.Compose(write =>
    {
        var text = TextSkeleton.Load("interface-description");
        text["head"].Write(write);
        text["admin-down"].Write(write);
        text["legend"].Write(write);
        foreach (var shown in Named(context))
        {
            text["row"].Write(
                write,
                ("name", InterfaceNames.Shorten(shown.Name) + shown.SpeedSuffix),
                ("phy", shown.Physical),
                ("protocol", shown.Protocol),
                ("text", shown.Description));
        }
    });

    private static void ShowAddresses(CommandContext context) => context.Compose(write =>
    {
        var text = TextSkeleton.Load("ip-interface-brief");
        var all = context.State.Topology.Interfaces.Where(shown => shown.Kind is not InterfaceKind.SubInterface).ToList();
        var physicalUp = all.Count(shown => shown.IsUp);
        var protocolUp = all.Count(shown => shown.Protocol.StartsWith("up", StringComparison.Ordinal));
        text["head"].Write(
            write,
            ("physicalUp", RouterText.Number(physicalUp)),
            ("physicalDown", RouterText.Number(all.Count - physicalUp)),
            ("protocolUp", RouterText.Number(protocolUp)),
            ("protocolDown", RouterText.Number(all.Count - protocolUp)));
        foreach (var shown in all)
        {
            text["row"].Write(
                write,
                ("name", shown.Name + shown.SpeedSuffix),
                ("address", shown.Address ?? "unassigned"),
                ("physical", shown.Physical),
                ("protocol", shown.Protocol),
                ("vpn", "--"));
        }
    });

    private static void ShowPhysical(CommandContext context)
    {
        var port = Named(context).Single();
        if (port.Kind is not InterfaceKind.Port)
        {
            context.Output.Line(CliMessages.WrongParameter);
            return;
        }

        context.Compose(write =>
        {
            var text = TextSkeleton.Load("interface-phy-option");
            var reason = port switch
            {
                { IsUp: true } => "none",
                { IsShutDown: true } => "admin down",
                { HasTransceiver: false } => "transceiver offline",
                _ => "LOS",
            };
            text["head"].Write(write, ("name", port.Name), ("status", port.IsUp ? "UP" : "DOWN"), ("reason", reason));
            InterfaceOptics.Write(write, text, port);
            text["foot"].Write(write);
        });
    }

    private static void ShowOptics(CommandContext context) => context.Compose(write =>
    {
        var text = TextSkeleton.Load("optical-module-brief");
        text["head"].Write(write);
        foreach (var port in context.State.Topology.Interfaces.Where(shown => shown is { Kind: InterfaceKind.Port, HasTransceiver: true }))
        {
            text["row"].Write(
                write,
                ("port", OpticalPort(port.Name)),
                ("status", port.IsUp ? "up" : "down"),
                ("duplex", "full"),
                ("type", $"{InterfaceOptics.Bandwidth(port)}-10km-sfp+"),
                ("wavelength", "1310nm"),
                ("rx", InterfaceOptics.ReceivedPower(port) + "dBm"),
                ("tx", InterfaceOptics.SentPower(port) + "dBm"),
                ("mode", "SingleMode"),
                ("partNumber", InterfaceOptics.PartNumber(port)));
        }

        text["foot"].Write(write);
    });

    /// <summary>This listing alone calls a GigabitEthernet port ETH.</summary>
    private static string OpticalPort(string name) =>
        name.StartsWith("GigabitEthernet", StringComparison.Ordinal) ? "ETH" + name["GigabitEthernet".Length..] : name;

    /// <summary>Bits per second: a trunk is as wide as its working members, a sub-interface as its port.</summary>
    internal static long Capacity(SimulatedInterface shown) => shown.Kind switch
    {
        InterfaceKind.Trunk => shown.Members.Where(member => member.IsUp).Sum(member => member.SpeedBitsPerSecond),
        InterfaceKind.SubInterface => Capacity(shown.Parent!),
        _ => shown.SpeedBitsPerSecond,
    };
}

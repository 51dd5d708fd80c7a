using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Who could not log in, who went offline, and the packets of PPPoE.</summary>
internal static class AaaCommands
{
    private const string Choice = "[ username <user-name> | mac-address <mac> | domain <domain-name> ] [ brief ]";

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new($"display aaa online-fail-record {Choice}", CliViews.Any, CommandLevel.Monitoring, ShowFailures),
        new($"display aaa offline-record {Choice}", CliViews.Any, CommandLevel.Monitoring, context => ShowDepartures(context, null)),
        new($"display aaa normal-offline-record {Choice}", CliViews.Any, CommandLevel.Monitoring, context => ShowDepartures(context, true)),
        new($"display aaa abnormal-offline-record {Choice}", CliViews.Any, CommandLevel.Monitoring, context => ShowDepartures(context, false)),
        new("display pppoe statistics { slot <slot-id:number> | interface <interface-name:interface> }", CliViews.Any, CommandLevel.Monitoring, ShowPppoe),
        new("reset pppoe statistics { slot <slot-id:number> | interface <interface-name:interface> }", CliViews.User, CommandLevel.Management, ResetPppoe),
    ];

    private static void ShowFailures(CommandContext context)
    {
        List<AaaRecord> records;
        lock (context.State.Gate)
        {
            records = [.. context.State.Population.Failures.NewestFirst().Where(record => Fits(context.Match, record))];
        }

        Show(context, records, "aaa-online-fail-record");
    }

    private static void ShowDepartures(CommandContext context, bool? normal)
    {
        List<AaaRecord> records;
        lock (context.State.Gate)
        {
            records =
            [
                .. context.State.Population.Departures.NewestFirst()
                    .Where(record => (normal is null || record.IsNormal == normal) && Fits(context.Match, record)),
            ];
        }

        Show(context, records, "aaa-offline-record");
    }

    private static bool Fits(CommandMatch match, AaaRecord record) =>
        (match.Value("user-name") is not { } login || record.Login.Equals(login, StringComparison.OrdinalIgnoreCase))
        && (match.Value("mac") is not { } mac || SubscriberQuery.ReadMac(mac) == SubscriberQuery.ReadMac(record.Mac))
        && (match.Value("domain-name") is not { } domain || record.Domain.Equals(domain, StringComparison.OrdinalIgnoreCase));

    private static void Show(CommandContext context, List<AaaRecord> records, string skeleton)
    {
        if (context.Match.Has("brief"))
        {
            ShowBrief(context, records);
            return;
        }

        var text = TextSkeleton.Load(skeleton);
        for (var place = 0; place < records.Count; place++)
        {
            WriteRecord(context.Output.Line, text["record"], records[place]);
            if (place == records.Count - 1)
            {
                text["foot"].Write(context.Output.Line);
            }
            else if (!context.Output.AskMore())
            {
                return;
            }
        }
    }

    private static void WriteRecord(LineWriter write, SkeletonPart part, AaaRecord record) => part.Write(
        write,
        ("login", record.Login),
        ("domain", record.Domain),
        ("mac", record.Mac),
        ("type", record.AccessType),
        ("interface", record.Interface),
        ("vlans", record.Vlans),
        ("ip", record.IpAddress),
        ("ipv6", record.Ipv6Address),
        ("id", RouterText.Number(record.UserId)),
        ("time", RouterText.DateTime(record.LoginTime)),
        ("offline", record.OfflineTime is { } offline ? RouterText.DateTime(offline) : "-"),
        ("reason", record.Reason));

    private static void ShowBrief(CommandContext context, List<AaaRecord> records)
    {
        var text = TextSkeleton.Load("aaa-record-brief");
        text["head"].Write(context.Output.Line);
        foreach (var record in records)
        {
            text["row"].Write(
                context.Output.Line,
                ("id", RouterText.Number(record.UserId)),
                ("login", record.Login),
                ("ip", record.IpAddress),
                ("mac", record.Mac),
                ("reason", record.Reason));
        }

        text["foot"].Write(context.Output.Line, ("total", RouterText.Number(records.Count)), ("printed", RouterText.Number(records.Count)));
    }

    /// <summary>A slot or interface without subscribers prints nothing, as on the router.</summary>
    private static void ShowPppoe(CommandContext context) => context.Compose(write =>
    {
        var access = PppoeInterfaces(context);
        if (access.Count == 0)
        {
            return;
        }

        var sum = new PppoeCounters();
        access.ForEach(found => sum.Add(found.Pppoe));
        var text = TextSkeleton.Load("pppoe-statistics");
        text["title"].Write(write);
        text[context.Match.Has("slot") ? "slot" : "interface"].Write(
            write, ("slot", context.Match.Value("slot-id") ?? string.Empty), ("interface", context.Match.Value("interface-name") ?? string.Empty));
        text["body"].Write(
            write,
            ("active", RouterText.Number(sum.Active)),
            ("padi", RouterText.Number(sum.PadiReceived)),
            ("padiDiscarded", RouterText.Number(sum.PadiDiscarded)),
            ("pado", RouterText.Number(sum.PadoSent)),
            ("padr", RouterText.Number(sum.PadrReceived)),
            ("padrDiscarded", "0"),
            ("pads", RouterText.Number(sum.PadsSent)),
            ("padtReceived", RouterText.Number(sum.PadtReceived)),
            ("padtSent", RouterText.Number(sum.PadtSent)),
            ("session", RouterText.Number(sum.SessionPackets)),
            ("received", RouterText.Number(sum.PadiReceived + sum.PadrReceived + sum.PadtReceived + sum.SessionPackets)),
            ("discarded", RouterText.Number(sum.PadiDiscarded)));
    });

    private static void ResetPppoe(CommandContext context)
    {
        lock (context.State.Gate)
        {
            PppoeInterfaces(context).ForEach(found => found.Pppoe.Clear());
        }
    }

    private static List<SimulatedInterface> PppoeInterfaces(CommandContext context) =>
    [
        .. context.State.Topology.Access.Where(found =>
            (context.Match.Number("slot-id") is not { } slot || found.Slot == slot)
            && (context.Match.Value("interface-name") is not { } name || found.Name == name || found.Parent!.Name == name)),
    ];
}

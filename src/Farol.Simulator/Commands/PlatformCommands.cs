using System.Globalization;
using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Terminals;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Clock, users of the command line, licence, patch, neighbours.</summary>
internal static class PlatformCommands
{
    private const int FirstVtyLine = 34;
    private const int LicensedThousands = 32;

    private static readonly (string Peer, int As, int Prefixes)[] _peers =
    [
        ("10.255.0.1", 64_500, 1_060_666), ("10.254.0.2", 64_496, 412), ("10.254.0.3", 64_496, 398),
    ];

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("display clock", CliViews.Any, CommandLevel.Visit, context => context.Compose(write => WriteClock(write, context.State))),
        new("display users [ all ]", CliViews.Any, CommandLevel.Monitoring, ShowUsers),
        new("display esn", CliViews.Any, CommandLevel.Monitoring, ShowEsn),
        new("display license esn", CliViews.Any, CommandLevel.Monitoring, ShowEsn),
        new("display license", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WriteLicense(write, context.State))),
        new("display license resource usage", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WriteUsage(write, context.State))),
        new("display patch-information", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WritePatch(write, context.State))),
        new("display bgp peer", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WritePeers(write, context.State))),
    ];

    private static void WriteClock(LineWriter write, RouterState state)
    {
        var now = state.Clock.Now;
        TextSkeleton.Load("clock")["body"].Write(
            write,
            ("now", RouterText.DateTimeZone(now)),
            ("weekday", now.ToString("dddd", CultureInfo.InvariantCulture)),
            ("zone", "BRT"),
            ("offset", now.ToString("zzz", CultureInfo.InvariantCulture)));
    }

    private static void ShowUsers(CommandContext context)
    {
        var router = context.Session.Router;
        var now = router.Time.GetUtcNow();
        var text = TextSkeleton.Load("users");
        text["head"].Write(context.Output.Line);
        foreach (var entry in router.Terminals.Entries())
        {
            WriteUser(context, text, entry, now - entry.LastInput);
        }
    }

    private static void WriteUser(CommandContext context, TextSkeleton text, TerminalEntry entry, TimeSpan delay) => text["row"].Write(
        context.Output.Line,
        ("mark", entry == context.Session.Terminal ? "+" : " "),
        ("line", RouterText.Number(FirstVtyLine + entry.Number)),
        ("vty", RouterText.Number(entry.Number)),
        ("delay", delay.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)),
        ("type", entry.Connection.Protocol == "ssh" ? "SSH" : "TEL"),
        ("address", entry.Connection.Remote.ToString()),
        ("status", "pass"),
        ("command", "yes"),
        ("user", entry.User));

    private static void ShowEsn(CommandContext context) =>
        TextSkeleton.Load("esn")["body"].Write(context.Output.Line, ("esn", context.State.SerialNumber));

    private static void WriteLicense(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("license");
        text["body"].Write(
            write,
            ("file", "cfcard:/license.dat"),
            ("state", "Normal"),
            ("product", "NetEngine 8000"),
            ("release", SystemCommands.Release),
            ("serial", FormattableString.Invariant($"LIC{state.Booted:yyyyMMdd}{state.Topology.Interfaces.Count:D6}")),
            ("created", RouterText.DateTime(state.Booted.AddDays(-30))),
            ("end", RouterText.Date(state.Booted.AddDays(700))),
            ("authorize", "COMM"),
            ("expires", "PERMANENT"));
        text["item"].Write(write, ("item", "LNE8BASUPG00"), ("type", "Function"), ("value", "YES"), ("text", "PPPoE/IPoE Function License"));
        text["item"].Write(
            write,
            ("item", "LNE8QS0100"),
            ("type", "Resource"),
            ("value", RouterText.Number(LicensedThousands)),
            ("text", "Subscribers Quantity(1k Subscribers)"));
        write(string.Empty);
        text["commands"].Write(write, ("item", "LNE8QS0100"), ("text", "bas slot slot-id"));
        text["foot"].Write(write);
    }

    private static void WriteUsage(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("license-resource-usage");
        text["head"].Write(write, ("file", "license.dat"));
        text["row"].Write(
            write,
            ("feature", "CRFEA1"),
            ("item", "LNE8QS0100"),
            ("use", FormattableString.Invariant($"{(state.Population.Count.Total + 999) / 1000}/{LicensedThousands}")));
        text["foot"].Write(write);
    }

    private static void WritePatch(LineWriter write, RouterState state) => TextSkeleton.Load("patch-information")["body"].Write(
        write,
        ("file", "NE8000V800R023SPH051.PAT"),
        ("version", SystemCommands.Patch),
        ("time", RouterText.DateTime(state.Booted.AddMinutes(4))));

    private static void WritePeers(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("bgp-peer");
        var isUp = state.Topology.Uplink.IsUp;
        var since = state.Topology.Uplink.LastUp is { } up && isUp ? state.Clock.Now - up : state.Clock.Now - (state.Topology.Uplink.LastDown ?? state.Booted);
        text["head"].Write(
            write,
            ("id", "10.254.0.1"),
            ("as", "64496"),
            ("peers", RouterText.Number(_peers.Length)),
            ("established", RouterText.Number(isUp ? _peers.Length : 0)));
        foreach (var (peer, number, prefixes) in _peers)
        {
            text["row"].Write(
                write,
                ("peer", peer),
                ("as", RouterText.Number(number)),
                ("received", RouterText.Whole(isUp ? prefixes + (since.TotalSeconds * prefixes / 90_000) : 0)),
                ("sent", RouterText.Whole(isUp ? since.TotalSeconds / 30 : 0)),
                ("queue", "0"),
                ("time", PeerTime(since)),
                ("state", isUp ? "Established" : "Idle"),
                ("prefixes", RouterText.Number(isUp ? prefixes : 0)));
        }
    }

    /// <summary>00:17:49 on the first day, then 0841h32m.</summary>
    private static string PeerTime(TimeSpan since) => since < TimeSpan.FromDays(1)
        ? since.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(int)since.TotalHours:D4}h{since.Minutes:D2}m");
}

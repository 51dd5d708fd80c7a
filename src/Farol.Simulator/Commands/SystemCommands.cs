using System.Globalization;
using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Version, processor, memory, boards, clock.</summary>
internal static class SystemCommands
{
    public const string VrpVersion = "8.231";
    public const string Release = "V800R023C10SPC500";
    public const string Patch = "V800R023SPH051";

    private static readonly string[] _services =
    [
        "SYSTEM", "BRAS", "PPP", "AAA", "IP STACK", "BGP", "ARP", "CMF", "DEVICE", "DHCP", "FEA", "FIBRESM", "IFM", "LOCAL PKT", "ND",
        "NETSTREAM", "OAM", "RM", "SLA", "TNLM", "TUNNEL", "VLAN",
    ];

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("display version", CliViews.Any, CommandLevel.Monitoring, ShowVersion),
        new("display cpu-usage [ slot <slot-id:number> ]", CliViews.Any, CommandLevel.Monitoring, ShowCpu),
    ];

    private static void ShowVersion(CommandContext context) => context.Compose(write =>
    {
        var state = context.State;
        var topology = state.Topology;
        var text = TextSkeleton.Load(topology.IsCompact ? "version-m8" : "version-x8");
        text["head"].Write(
            write,
            ("vrp", VrpVersion),
            ("product", "NetEngine 8000"),
            ("release", Release),
            ("year", "2024"),
            ("model", topology.Model),
            ("uptime", RouterText.Uptime(state.Uptime)),
            ("patch", Patch));
        foreach (var slot in Topology.MainBoards)
        {
            WriteBoard(write, text[topology.IsCompact ? "ipu" : "mpu"], slot, slot == 9 ? "Master" : "Slave", state);
            write(string.Empty);
        }

        if (!topology.IsCompact)
        {
            text["lpu-head"].Write(write);
            foreach (var slot in topology.Slots)
            {
                WriteBoard(write, text["lpu"], slot, string.Empty, state);
            }
        }

        text["foot"].Write(write);
    });

    private static void WriteBoard(LineWriter write, SkeletonPart part, int slot, string role, RouterState state)
    {
        var start = state.Booted + TimeSpan.FromSeconds(role == "Master" ? 60 : 140);
        var uptime = state.Uptime > TimeSpan.FromMinutes(3) ? state.Uptime - (start - state.Booted) : state.Uptime;
        part.Write(
            write,
            ("role", role),
            ("slot", RouterText.Number(slot)),
            ("uptime", RouterText.Uptime(uptime)),
            ("date", start.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture)),
            ("time", RouterText.Time(start)));
    }

    private static void ShowCpu(CommandContext context)
    {
        var state = context.State;
        if (context.Match.Number("slot-id") is { } slot && !state.Topology.HasBoard(slot))
        {
            context.Output.Line(CliMessages.WrongParameter);
            return;
        }

        context.Compose(write => WriteCpu(write, state, context.Match.Number("slot-id")));
    }

    private static void WriteCpu(LineWriter write, RouterState state, int? slot)
    {
        var text = TextSkeleton.Load("cpu-usage");
        var health = state.Health;
        var now = state.Clock.Now;
        var share = slot is { } card and < 9 ? health.CardCpu(card) / (double)health.CpuNow : 1;
        string Scaled(int percent) => RouterText.Number(Math.Max(1, (int)(percent * share)));
        text["head"].Write(
            write,
            ("date", RouterText.Date(now)),
            ("time", RouterText.Time(now)),
            ("milliseconds", RouterText.Number(now.Millisecond)),
            ("now", Scaled(health.CpuNow)),
            ("one", Scaled(health.CpuOneMinute)),
            ("five", Scaled(health.CpuFiveMinutes)),
            ("max", Scaled(health.CpuMax)),
            ("maxDate", RouterText.Date(health.CpuMaxTime)),
            ("maxTime", RouterText.Time(health.CpuMaxTime)),
            ("maxMilliseconds", RouterText.Number(health.CpuMaxTime.Millisecond)));
        var left = (int)(health.CpuNow * share);
        foreach (var service in _services)
        {
            var rate = left / 2;
            left -= rate;
            text["service"].Write(write, ("name", service), ("rate", RouterText.Number(rate)));
        }

        WriteCores(write, text, health, Scaled);
    }

    private static void WriteCores(LineWriter write, TextSkeleton text, SystemHealth health, Func<int, string> scaled)
    {
        text["details-head"].Write(write);
        for (var core = 0; core < SystemHealth.Cores; core++)
        {
            text["core"].Write(
                write,
                ("core", FormattableString.Invariant($"cpu{core}")),
                ("now", scaled(health.Core(core))),
                ("five", scaled(health.Core(core))),
                ("one", scaled(health.CpuOneMinute)),
                ("fiveMinutes", scaled(health.CpuFiveMinutes)),
                ("max", scaled(health.CpuMax)),
                ("maxDate", RouterText.Date(health.CpuMaxTime)),
                ("maxTime", RouterText.Time(health.CpuMaxTime)));
        }

        text["foot"].Write(write);
    }
}

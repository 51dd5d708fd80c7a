using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Subscribers in numbers.</summary>
internal static class SubscriberCommands
{
    private const int UsersPerChassis = 256_000;
    private const int UsersPerSlot = 128_000;

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new(
            "display access-user online-total-number [ ipv4 | ipv6 | dual ] [ exclude-dual ] "
            + "[ domain <domain-name> | type { ppp | l2tp | ip } | interface <interface-name:interface> [ pevlan <pe-vlan:number> ] "
            + "| slot <slot-id:number> [ card <card-id:number> ] ]",
            CliViews.Any,
            CommandLevel.Monitoring,
            ShowOnlineTotal),
        new("display access-user online-total-number pevlan <pe-vlan:number> brief", CliViews.Any, CommandLevel.Monitoring, ShowByVlan),
        new("display access-user normal pevlan summary", CliViews.Any, CommandLevel.Monitoring, ShowVlans),
        new("display access-user", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WriteSummary(write, context.State))),
        new(
            $"display access-user {{ {SubscriberQuery.Choice} }} summary",
            CliViews.Any,
            CommandLevel.Monitoring,
            ShowTotals),
        new("display access-user slot <slot-id:number>", CliViews.Any, CommandLevel.Monitoring, ShowSlot),
        new("display access-user resource-usage", CliViews.Any, CommandLevel.Monitoring, ShowResources),
        new("display max-onlineusers", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WritePeak(write, context.State))),
        new("display max-onlineusers domain", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WriteDomainPeaks(write, context.State))),
        new("display ip-pool pool-usage [ all | domain <domain-name> ]", CliViews.Any, CommandLevel.Monitoring, ShowPools),
    ];

    private static void ShowOnlineTotal(CommandContext context) => context.Compose(write =>
    {
        var count = context.Match.FullText == context.Match.Command.Name ? context.State.Population.Count : Count(context);
        TextSkeleton.Load("online-total-number")["body"].Write(
            write,
            ("total", RouterText.Number(count.Total)),
            ("ipv4", RouterText.Number(count.Ipv4)),
            ("ipv6", RouterText.Number(count.Ipv6)),
            ("dual", RouterText.Number(count.Dual)));
    });

    private static OnlineCount Count(CommandContext context)
    {
        var count = default(OnlineCount);
        foreach (var subscriber in context.State.Population.Online)
        {
            if (SubscriberQuery.Fits(context.Match, subscriber))
            {
                count.Add(subscriber, 1);
            }
        }

        return count;
    }

    private static void ShowByVlan(CommandContext context) => context.Compose(write =>
    {
        var text = TextSkeleton.Load("access-user-pevlan");
        text["head"].Write(write);
        foreach (var access in context.State.Topology.Access.Where(found => found.Vlan == context.Match.Number("pe-vlan")))
        {
            text["row"].Write(
                write,
                ("vlan", RouterText.Number(access.Vlan)),
                ("interface", access.Name),
                ("online", RouterText.Number(access.Online.Total)));
        }

        text["foot"].Write(write);
    });

    private static void ShowVlans(CommandContext context) => context.Compose(write =>
    {
        var text = TextSkeleton.Load("access-user-normal-pevlan");
        text["head"].Write(write);
        foreach (var access in context.State.Topology.Access)
        {
            text["row"].Write(write, ("vlan", RouterText.Number(access.Vlan)), ("online", RouterText.Number(access.Online.Total)));
        }
    });

    private static void WriteSummary(LineWriter write, RouterState state)
    {
        const int Columns = 76;
        var text = TextSkeleton.Load("access-user-summary");
        var count = state.Population.Count;
        text["head"].Write(
            write,
            ("total", RouterText.Number(count.Total)),
            ("ipv4", RouterText.Number(count.Ipv4)),
            ("ipv6", RouterText.Number(count.Ipv6)),
            ("dual", RouterText.Number(count.Dual)),
            ("waiting", "0"),
            ("ready", RouterText.Number(count.Total)),
            ("accounting", RouterText.Number(count.Total)));
        foreach (var name in new[] { "default0", "default1", "default_admin" })
        {
            text["domain"].Write(write, ("name", name), ("online", "0"));
        }

        foreach (var domain in state.Topology.Domains)
        {
            text["domain"].Write(write, ("name", domain.Name), ("online", RouterText.Number(domain.Online.Total)));
        }

        text["cid-head"].Write(write);
        var line = string.Empty;
        foreach (var range in UserIdRanges(state))
        {
            if (line.Length + range.Length > Columns)
            {
                text["cid"].Write(write, ("ranges", line));
                line = string.Empty;
            }

            line += line.Length == 0 ? range : "," + range;
        }

        text["cid"].Write(write, ("ranges", line));
        text["foot"].Write(write);
    }

    private static IEnumerable<string> UserIdRanges(RouterState state)
    {
        var ids = state.Population.Online.Select(subscriber => subscriber.UserId).Order().ToList();
        for (var begin = 0; begin < ids.Count;)
        {
            var end = begin;
            while (end + 1 < ids.Count && ids[end + 1] == ids[end] + 1)
            {
                end++;
            }

            yield return begin == end ? RouterText.Number(ids[begin]) : $"{RouterText.Number(ids[begin])}-{RouterText.Number(ids[end])}";
            begin = end + 1;
        }
    }

    private static void ShowTotals(CommandContext context) => context.Compose(write =>
    {
        var total = Count(context).Total;
        TextSkeleton.Load("access-user-totals")["body"].Write(
            write, ("total", RouterText.Number(total)), ("radius", RouterText.Number(total)), ("none", "0"), ("ruiLocal", "0"), ("ruiRemote", "0"));
    });

    private static void ShowSlot(CommandContext context) => context.Compose(write =>
    {
        var slot = context.Match.Number("slot-id");
        var there = context.State.Population.Online.Where(subscriber => subscriber.Access.Slot == slot).ToList();
        var ppp = there.Count(subscriber => subscriber.IsPppoe);
        TextSkeleton.Load("access-user-slot")["body"].Write(
            write,
            ("slot", RouterText.Number(slot ?? 0)),
            ("total", RouterText.Number(there.Count)),
            ("ppp", RouterText.Number(ppp)),
            ("bind", RouterText.Number(there.Count - ppp)));
    });

    private static void ShowResources(CommandContext context) => context.Compose(write =>
    {
        var state = context.State;
        var text = TextSkeleton.Load("access-user-resource-usage");
        WriteResources(write, text["head"], 0, UsersPerChassis, state.Population.Count.Total);
        foreach (var slot in state.Topology.Slots)
        {
            WriteResources(
                write, text["slot"], slot, UsersPerSlot, state.Topology.Access.Where(found => found.Slot == slot).Sum(found => found.Online.Total));
        }
    });

    private static void WriteResources(LineWriter write, SkeletonPart part, int slot, int total, int used) => part.Write(
        write,
        ("slot", RouterText.Number(slot)),
        ("usage", RouterText.Number(used * 100 / total)),
        ("total", RouterText.Number(total)),
        ("used", RouterText.Number(used)));

    private static void WritePeak(LineWriter write, RouterState state) => TextSkeleton.Load("max-onlineusers")["body"].Write(
        write,
        ("peak", RouterText.Number(state.Population.Peak)),
        ("time", RouterText.DateTime(state.Population.PeakTime)),
        ("remote", "0"),
        ("remoteTime", "--"));

    private static void WriteDomainPeaks(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("max-onlineusers-domain");
        text["head"].Write(write);
        foreach (var domain in state.Topology.Domains)
        {
            text["row"].Write(
                write,
                ("domain", domain.Name),
                ("peak", RouterText.Number(domain.Peak)),
                ("time", domain.PeakTime is { } time ? RouterText.DateTime(time) : "--"));
        }
    }

    private static void ShowPools(CommandContext context) => context.Compose(write =>
    {
        var text = TextSkeleton.Load("ip-pool-usage");
        text["head"].Write(write);
        var (length, used) = (0, 0);
        foreach (var domain in context.State.Topology.Domains)
        {
            if (context.Match.Value("domain-name") is { } name && !domain.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            length += domain.PoolLength;
            used += domain.Online.Ipv4;
            WritePool(write, text["row"], domain.Name, domain.PoolLength, domain.Online.Ipv4);
        }

        if (context.Match.Value("domain-name") is null)
        {
            WritePool(write, text["total"], string.Empty, length, used);
        }

        text["foot"].Write(write);
    });

    private static void WritePool(LineWriter write, SkeletonPart part, string domain, int length, int used) => part.Write(
        write,
        ("domain", domain),
        ("length", RouterText.Number(length)),
        ("used", RouterText.Number(used)),
        ("ratio", RouterText.Number(length == 0 ? 0 : used * 100 / length)));
}

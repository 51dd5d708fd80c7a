using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Subscribers in numbers.</summary>
internal static class SubscriberCommands
{
    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new(
            "display access-user online-total-number [ ipv4 | ipv6 | dual ] [ exclude-dual ] "
            + "[ domain <domain-name> | type { ppp | l2tp | ip } | interface <interface-name:interface> | slot <slot-id:number> [ card <card-id:number> ] ]",
            CliViews.Any,
            CommandLevel.Monitoring,
            ShowOnlineTotal),
    ];

    private static void ShowOnlineTotal(CommandContext context)
    {
        OnlineCount count;
        lock (context.State.Gate)
        {
            count = Count(context);
        }

        TextSkeleton.Load("online-total-number")["body"].Write(
            context.Output.Line,
            ("total", RouterText.Number(count.Total)),
            ("ipv4", RouterText.Number(count.Ipv4)),
            ("ipv6", RouterText.Number(count.Ipv6)),
            ("dual", RouterText.Number(count.Dual)));
    }

    private static OnlineCount Count(CommandContext context)
    {
        var (match, state) = (context.Match, context.State);
        if (match.FullText == match.Command.Name)
        {
            return state.Population.Count;
        }

        var count = default(OnlineCount);
        foreach (var subscriber in state.Population.Online)
        {
            if (Fits(match, subscriber))
            {
                count.Add(subscriber, 1);
            }
        }

        return count;
    }

    private static bool Fits(CommandMatch match, Subscriber subscriber)
    {
        var isDual = subscriber.HasIpv4 && subscriber.HasIpv6;
        return (match.Value("domain-name") is not { } domain || subscriber.Domain.Name.Equals(domain, StringComparison.OrdinalIgnoreCase))
            && (match.Number("slot-id") is not { } slot || subscriber.Access.Slot == slot)
            && (match.Value("interface-name") is not { } name || IsOn(subscriber, name))
            && (!match.Has("ppp") || subscriber.IsPppoe)
            && (!match.Has("ip") || !subscriber.IsPppoe)
            && !match.Has("l2tp")
            && (!match.Has("ipv4") || subscriber.HasIpv4)
            && (!match.Has("ipv6") || subscriber.HasIpv6)
            && (!match.Has("dual") || isDual)
            && (!match.Has("exclude-dual") || !isDual);
    }

    /// <summary>On that sub-interface, or on one of that port or trunk.</summary>
    internal static bool IsOn(Subscriber subscriber, string interfaceName) =>
        subscriber.Access.Name == interfaceName || subscriber.Access.Parent!.Name == interfaceName || subscriber.Port.Name == interfaceName;
}

using System.Globalization;
using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Subscribers one by one: as a listing, or with everything about each.</summary>
internal static class ListingCommands
{
    private const int NameColumns = 22;

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new(
            "display access-user { domain <domain-name> | slot <slot-id:number> brief | interface <interface-name:interface> [ pevlan <pe-vlan:number> ] "
            + "| username <user-name> | ip-type { ipv4 | ipv6 } } [ brief ]",
            CliViews.Any,
            CommandLevel.Monitoring,
            ShowList),
        new(
            "display access-user { ip-address <ip> | ipv6-address <ipv6> | mac-address <mac> | user-id <id:number> }",
            CliViews.Any,
            CommandLevel.Monitoring,
            context => ShowEach(context, "access-user-one")),
        new(
            $"display access-user {{ {SubscriberQuery.Choice} | username <user-name> | ip-address <ip> | ipv6-address <ipv6> "
            + "| mac-address <mac> | user-id <id:number> } verbose",
            CliViews.Any,
            CommandLevel.Monitoring,
            context => ShowEach(context, "access-user-verbose")),
    ];

    /// <summary>A copy of those meant, in the order of their numbers, so that nothing is locked while a terminal reads.</summary>
    private static List<Subscriber> Find(CommandContext context)
    {
        lock (context.State.Gate)
        {
            return [.. context.State.Population.Online.Where(subscriber => SubscriberQuery.Fits(context.Match, subscriber)).OrderBy(found => found.UserId)];
        }
    }

    private static void ShowList(CommandContext context)
    {
        var found = Find(context);
        if (found.Count == 0)
        {
            context.Output.Line(CliMessages.NoOnlineUser);
            return;
        }

        var text = TextSkeleton.Load("access-user-list");
        var perQuestion = context.Session.Router.Options.UsersPerQuestion;
        text["head"].Write(context.Output.Line);
        for (var place = 0; place < found.Count && !context.Output.IsStopped; place++)
        {
            if (place > 0 && perQuestion > 0 && place % perQuestion == 0 && !context.Output.AskMore())
            {
                return;
            }

            WriteRow(context.Output.Line, text["row"], found[place]);
        }

        text["foot"].Write(context.Output.Line, ("total", RouterText.Number(found.Count)));
    }

    private static void WriteRow(LineWriter write, SkeletonPart row, Subscriber subscriber) => row.Write(
        write,
        ("id", RouterText.Number(subscriber.UserId)),
        ("name", subscriber.Login.Length > NameColumns ? subscriber.Login[..(NameColumns - 3)] + "..." : subscriber.Login),
        ("interface", InterfaceNames.Shorten(subscriber.Access.Name)),
        ("ip", subscriber.Ipv4Text),
        ("mac", subscriber.MacText),
        ("vlans", Vlans(subscriber)),
        ("ipv6", subscriber.Ipv6Text),
        ("type", subscriber.IsPppoe ? "PPPoE" : "IPOE"));

    private static void ShowEach(CommandContext context, string skeleton)
    {
        var found = Find(context);
        if (found.Count == 0)
        {
            context.Output.Line(CliMessages.NoOnlineUser);
            return;
        }

        foreach (var subscriber in found)
        {
            context.Compose(write => new SubscriberDetail(write, TextSkeleton.Load(skeleton), subscriber, context.State).Write());
            if (!context.Output.AskMore())
            {
                return;
            }
        }
    }

    internal static string Vlans(Subscriber subscriber) => string.Create(
        CultureInfo.InvariantCulture, $"{subscriber.OuterVlan}/{(subscriber.InnerVlan is { } inner ? RouterText.Number(inner) : "-")}");
}

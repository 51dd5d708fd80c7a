using Farol.Simulator.Cli;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>What changes the router: two-stage configuration of interfaces, resetting counters, cutting subscribers.</summary>
internal static class ConfigurationCommands
{
    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("interface <name:interface>", CliViews.System | CliViews.Interface, CommandLevel.Configuration, EnterInterface),
        new("aaa", CliViews.System, CommandLevel.Configuration, context => context.Session.View.Enter(CliViews.Aaa)),
        new("sysname <name>", CliViews.System, CommandLevel.Configuration, ChangeName),
        new("shutdown", CliViews.Interface, CommandLevel.Configuration, context => ChangeState(context, true)),
        new("undo shutdown", CliViews.Interface, CommandLevel.Configuration, context => ChangeState(context, false)),
        new("description <text:line>", CliViews.Interface, CommandLevel.Configuration, context => ChangeDescription(context, context.Match.Value("text")!)),
        new("undo description", CliViews.Interface, CommandLevel.Configuration, context => ChangeDescription(context, string.Empty)),
        new("commit [ comment <text:line> ]", CliViews.Configuration, CommandLevel.Configuration, Commit),
        new("clear configuration candidate", CliViews.Configuration, CommandLevel.Configuration, context => context.Session.View.Discard()),
        new("display this", CliViews.Interface, CommandLevel.Monitoring, ShowThis),
        new("reset counters interface [ <name:interface> ]", CliViews.User, CommandLevel.Configuration, ResetCounters),
        new(
            "cut access-user { username <user-name> { radius | local | all | none } | ip-address <ip> | mac-address <mac> | user-id <id:number> "
            + "| domain <domain-name> | slot <slot-id:number> | interface <interface-name:interface> [ pevlan <pe-vlan:number> ] }",
            CliViews.Aaa,
            CommandLevel.Management,
            Cut),
    ];

    private static void EnterInterface(CommandContext context) =>
        context.Session.View.Enter(CliViews.Interface, context.State.Topology.Find(context.Match.Value("name")!));

    private static void ChangeName(CommandContext context)
    {
        var name = context.Match.Value("name")!;
        context.Session.View.Change(new CandidateChange($"sysname {name}", state => state.Sysname = name));
    }

    private static void ChangeState(CommandContext context, bool shutDown)
    {
        var target = context.Session.View.Interface!;
        if (target.IsShutDown != shutDown || context.Session.View.IsDirty)
        {
            context.Session.View.Change(new CandidateChange(
                shutDown ? "shutdown" : "undo shutdown", state => state.SetShutDown(target, shutDown)));
        }
    }

    private static void ChangeDescription(CommandContext context, string text)
    {
        var target = context.Session.View.Interface!;
        context.Session.View.Change(new CandidateChange($"description {text}", state =>
        {
            lock (state.Gate)
            {
                target.Description = text;
            }
        }));
    }

    private static void Commit(CommandContext context)
    {
        if (context.Session.Router.Faults.ConfigurationLocked)
        {
            context.Output.Line(CliMessages.ConfigurationLocked);
            return;
        }

        context.Session.View.Commit(context.State);
    }

    private static void ShowThis(CommandContext context) => context.Compose(write =>
    {
        var shown = context.Session.View.Interface!;
        var text = TextSkeleton.Load("display-this");
        text["body"].Write(write, ("name", shown.Name));
        if (shown.Description.Length > 0)
        {
            text["description"].Write(write, ("text", shown.Description));
        }

        if (shown.IsShutDown)
        {
            text["shutdown"].Write(write);
        }

        if (shown.CarriesSubscribers)
        {
            text["vlan"].Write(write, ("vlan", RouterText.Number(shown.Vlan)));
        }

        text["foot"].Write(write);
    });

    private static void ResetCounters(CommandContext context)
    {
        var name = context.Match.Value("name");
        context.State.ResetCounters(name is null ? null : context.State.Topology.Find(name));
    }

    private static void Cut(CommandContext context)
    {
        var text = TextSkeleton.Load("cut-access-user");
        var count = context.State.Cut(subscriber => SubscriberQuery.Fits(context.Match, subscriber));
        if (count == 0)
        {
            context.Output.Line(CliMessages.NoOnlineUser);
            return;
        }

        text["cut"].Write(context.Output.Line);
        text["total"].Write(context.Output.Line, ("count", RouterText.Number(count)));
    }
}

using Farol.Simulator.Cli;

namespace Farol.Simulator.Commands;

/// <summary>Moving between views, and what concerns the own terminal only.</summary>
internal static class SessionCommands
{
    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("quit", CliViews.Any, CommandLevel.Visit, Quit),
        new("return", CliViews.Configuration, CommandLevel.Visit, context => context.Session.Leave(context.Output.Ask, toUserView: true)),
        new("system-view", CliViews.User, CommandLevel.Configuration, EnterSystemView),
        new("screen-length <lines:number> temporary", CliViews.User, CommandLevel.Configuration, SetScreenLength),
        new("screen-width <columns:number>", CliViews.User, CommandLevel.Configuration, SetScreenWidth),
        new("undo screen-length temporary", CliViews.User, CommandLevel.Configuration, UndoScreenLength),
        new("undo terminal command forward matched upper-view", CliViews.Any, CommandLevel.Monitoring, ForgetUpperViews),
        new("terminal command forward matched upper-view", CliViews.Any, CommandLevel.Monitoring, SearchUpperViews),
        new("terminal command timestamp", CliViews.User, CommandLevel.Monitoring, context => context.Session.HasTimestamps = true),
        new("undo terminal command timestamp", CliViews.User, CommandLevel.Monitoring, context => context.Session.HasTimestamps = false),
        new("timestamp enable", CliViews.System, CommandLevel.Configuration, context => context.Session.HasTimestamps = true),
        new("terminal { monitor | debugging | logging | trapping }", CliViews.User, CommandLevel.Monitoring, Accept),
        new("undo terminal { monitor | debugging | logging | trapping }", CliViews.User, CommandLevel.Monitoring, Accept),
        new("save", CliViews.User, CommandLevel.Management, Save),
    ];

    private static void Quit(CommandContext context)
    {
        if (context.Session.View.View == CliViews.User)
        {
            context.Session.IsEnding = true;
            return;
        }

        context.Session.Leave(context.Output.Ask, toUserView: false);
    }

    private static void EnterSystemView(CommandContext context)
    {
        context.Session.View.Enter(CliViews.System);
        context.Output.Line(CliMessages.EnterSystemView);
    }

    private static void SetScreenLength(CommandContext context)
    {
        const int MaxLines = 512;
        if (context.Match.Number("lines") is not { } lines || lines > MaxLines)
        {
            context.Output.Line(CliMessages.WrongParameter);
            return;
        }

        context.Session.ScreenLines = lines;
        context.Output.Line(CliMessages.TerminalOnly);
    }

    private static void UndoScreenLength(CommandContext context)
    {
        context.Session.ScreenLines = CliSession.DefaultScreenLines;
        context.Output.Line(CliMessages.TerminalOnly);
    }

    private static void SetScreenWidth(CommandContext context)
    {
        if (context.Output.Ask(CliMessages.WidthQuestion).StartsWith('y'))
        {
            context.Output.Line(CliMessages.TerminalOnly);
        }
    }

    private static void ForgetUpperViews(CommandContext context) => context.Session.SearchesUpperViews = false;

    private static void SearchUpperViews(CommandContext context) => context.Session.SearchesUpperViews = true;

    private static void Accept(CommandContext context)
    {
    }

    private static void Save(CommandContext context)
    {
        if (context.Output.Ask(CliMessages.SaveQuestion).StartsWith('y'))
        {
            context.Output.Line(CliMessages.Saved);
        }
    }
}

using System.Globalization;
using Farol.Simulator.Commands;
using Farol.Simulator.State;
using Farol.Simulator.Terminals;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Cli;

/// <summary>One logged-in terminal: reads lines, runs commands, until the user quits, idles out or is cut off. Runs on the connection's thread.</summary>
internal sealed class CliSession
{
    public const int DefaultScreenLines = 24;

    private readonly LineEditor _editor;

    public CliSession(RouterCore router, TerminalIo io, CommandLevel level, TerminalEntry terminal)
    {
        Router = router;
        Io = io;
        Level = level;
        Terminal = terminal;
        HasTimestamps = router.Options.Timestamps;
        _editor = new LineEditor(io);
    }

    public RouterCore Router { get; }

    public TerminalIo Io { get; }

    public CommandLevel Level { get; }

    public TerminalEntry Terminal { get; }

    public ViewState View { get; } = new();

    /// <summary>0 switches the pager off.</summary>
    public int ScreenLines { get; set; } = DefaultScreenLines;

    /// <summary>Intelligent rollback: a command of an upper view is found from a view below.</summary>
    public bool SearchesUpperViews { get; set; } = true;

    public bool HasTimestamps { get; set; }

    /// <summary>Set by <c>quit</c> in the user view.</summary>
    public bool IsEnding { get; set; }

    private string Prompt => View.Prompt(Router.State.Sysname);

    /// <param name="waitForKey">Gives the next key typed, or null when the idle time is over.</param>
    public void Run(Func<byte?> waitForKey)
    {
        Greet();
        while (!IsEnding)
        {
            Io.EndOutput();
            Io.Write(Prompt);
            var aids = new CliLineAids(Prompt, ShowHelp, Complete);
            var (end, line) = _editor.Read(echo: true, waitForKey, aids);
            switch (end)
            {
                case LineEnd.Idle:
                    return;
                case LineEnd.ControlZ:
                    Leave(waitForKey, toUserView: true);
                    break;
                case LineEnd.Enter when !string.IsNullOrWhiteSpace(line):
                    Execute(line, waitForKey);
                    break;
                default:
                    break;
            }
        }

        Farewell();
        Io.Flush();
    }

    /// <summary>Leaves the view, asking first where something is uncommitted.</summary>
    public void Leave(Func<string, string> ask, bool toUserView)
    {
        if (View.View is CliViews.Interface or CliViews.Aaa && !toUserView)
        {
            View.Enter(CliViews.System);
            return;
        }

        var question = CliMessages.Uncommitted;
        while (View.IsDirty)
        {
            switch (ask(question))
            {
                case "y" or "yes":
                    View.Commit(Router.State);
                    break;
                case "n" or "no":
                    View.Discard();
                    break;
                case "c" or "cancel" or "":
                    return;
                default:
                    question = CliMessages.ChooseAnswer;
                    break;
            }
        }

        View.Enter(CliViews.User);
    }

    private void Leave(Func<byte?> waitForKey, bool toUserView)
    {
        var output = new CommandOutput(Io, new Pager(Io, 0, waitForKey), [], () => ReadAnswer(waitForKey));
        Leave(output.Ask, toUserView);
    }

    private void Execute(string typed, Func<byte?> waitForKey)
    {
        Terminal.LastInput = Router.Time.GetUtcNow();
        var (line, filters) = FilterParser.Read(typed);
        var (match, error) = Find(line);
        if (match is not null && filters.Error is not null)
        {
            (match, error) = (null, filters.Error);
        }

        Router.Counts.Add(match?.Command.Name ?? "(error)");
        Io.Arm(Router.Faults.Take(match?.FullText ?? typed));
        if (Router.Faults.ThinkingTime is { Ticks: > 0 } thinking && !Io.Think(thinking))
        {
            return;
        }

        if (HasTimestamps)
        {
            Io.Write(Router.State.Clock.Now.ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture) + "\r\n");
        }

        if (match is null)
        {
            Complain(error!);
            return;
        }

        var screenLines = filters.IsUnpaged ? 0 : ScreenLines;
        var output = new CommandOutput(Io, new Pager(Io, screenLines, waitForKey), filters.Filters, () => ReadAnswer(waitForKey));
        if (filters.Filters.Count > 0)
        {
            Io.Write(CliMessages.FilterInfo + "\r\n");
        }

        match.Command.Run(new CommandContext(this, match, output));
        output.End();
    }

    private (CommandMatch? Match, CliError? Error) Find(string line)
    {
        var (match, error) = CommandCatalogue.Tree(View.View).Read(line, ResolveInterface);
        if (match is null && SearchesUpperViews && View.View is CliViews.Interface or CliViews.Aaa && !IsUndo(line))
        {
            var (upper, _) = CommandCatalogue.Tree(CliViews.System).Read(line, ResolveInterface);
            if (upper is not null)
            {
                View.Enter(CliViews.System);
                (match, error) = (upper, null);
            }
        }

        return match is not null && match.Command.Level > Level ? (null, new CliError(CliMessages.NoPermission, -1)) : (match, error);
    }

    private static bool IsUndo(string line) => line.TrimStart().Split(' ')[0] is { Length: >= 2 } first
        && "undo".StartsWith(first, StringComparison.OrdinalIgnoreCase);

    private string? ResolveInterface(string typed) => InterfaceNames.Resolve(Router.State.Topology, typed)?.Name;

    private void Complain(CliError error)
    {
        if (error.Position >= 0)
        {
            Io.Write(new string(' ', Prompt.Length + error.Position) + "^\r\n");
        }

        Io.Write(error.Text + "\r\n");
    }

    private string ReadAnswer(Func<byte?> waitForKey)
    {
        var (end, text) = _editor.Read(echo: true, waitForKey, aids: null);
        return end == LineEnd.Enter ? text : string.Empty;
    }

    private void ShowHelp(string line)
    {
        foreach (var word in CommandCatalogue.Tree(View.View).Suggest(line, ResolveInterface))
        {
            Io.Write($"  {word}\r\n");
        }
    }

    private string? Complete(string line)
    {
        var last = CliTokenizer.Split(line) is [.., var token] && line[^1] != ' ' ? token.Text : string.Empty;
        var words = CommandCatalogue.Tree(View.View).Suggest(line, ResolveInterface);
        return last.Length > 0 && words is [var only] && only[0] != '<' ? only[last.Length..] + " " : null;
    }

    private void Greet()
    {
        var part = TextSkeleton.Load("login")["greeting"];
        WriteUsers(part);
    }

    private void Farewell() => WriteUsers(TextSkeleton.Load("login")["farewell"], leaving: 1);

    private void WriteUsers(SkeletonPart part, int leaving = 0) => part.Write(
        line =>
        {
            Io.Write(line);
            Io.Write("\r\n");
        },
        ("max", Router.Terminals.MaxTerminals.ToString(CultureInfo.InvariantCulture)),
        ("current", (Router.Terminals.Open.Sessions - leaving).ToString(CultureInfo.InvariantCulture)),
        ("time", Router.State.Clock.Now.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture)));
}

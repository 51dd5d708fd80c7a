using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Cli;

/// <summary>What a command has at hand while it runs.</summary>
internal sealed class CommandContext(CliSession session, CommandMatch match, CommandOutput output)
{
    public CliSession Session { get; } = session;

    public CommandMatch Match { get; } = match;

    public CommandOutput Output { get; } = output;

    public RouterState State => Session.Router.State;

    /// <summary>Writes lines about the router's state: made while the state stands still, shown afterwards.</summary>
    public void Compose(Action<LineWriter> write)
    {
        var lines = new List<string>();
        lock (State.Gate)
        {
            write(line => lines.Add(line.ToString()));
        }

        foreach (var line in lines)
        {
            Output.Line(line);
        }
    }
}

namespace Farol.Simulator.Cli;

/// <summary>A place of a grammar.</summary>
internal sealed class GrammarNode
{
    public List<GrammarEdge> Edges { get; } = [];

    /// <summary>The command that may end here, or null.</summary>
    public CommandSpec? Accepts { get; set; }
}

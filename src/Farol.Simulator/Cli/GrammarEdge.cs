namespace Farol.Simulator.Cli;

/// <summary>A way from one place of a grammar to the next: by a keyword, or by a parameter of some type.</summary>
internal sealed record GrammarEdge(GrammarEdgeKind Kind, string Name, GrammarNode Target);

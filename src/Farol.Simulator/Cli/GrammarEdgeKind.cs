namespace Farol.Simulator.Cli;

internal enum GrammarEdgeKind
{
    Keyword,
    Word,
    Number,

    /// <summary>An interface in one word: <c>GigabitEthernet1/0/0</c>, <c>GE1/0/0</c>, <c>Eth-Trunk11.401</c>.</summary>
    Interface,

    /// <summary>The first of two words: <c>GigabitEthernet 1/0/0</c>.</summary>
    InterfaceType,

    InterfaceNumber,
    Line,
}

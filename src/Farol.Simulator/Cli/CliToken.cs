namespace Farol.Simulator.Cli;

/// <summary>A word of a line and its column.</summary>
internal readonly record struct CliToken(string Text, int Position);

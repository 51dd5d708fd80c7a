namespace Farol.Simulator.Cli;

/// <summary>What is wrong with a line, and where: <see cref="Position"/> is the column of the <c>^</c> mark in the line.</summary>
internal sealed record CliError(string Text, int Position);

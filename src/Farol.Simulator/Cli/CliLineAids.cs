namespace Farol.Simulator.Cli;

/// <summary>What a line editor needs to help: the prompt to show again, the help of <c>?</c>, and the rest that Tab types.</summary>
internal sealed record CliLineAids(string Prompt, Action<string> ShowHelp, Func<string, string?> Complete);

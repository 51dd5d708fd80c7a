namespace Farol.Monitor.Commands;

/// <summary>What a command that was run answered.</summary>
/// <param name="Command">As it was sent: abbreviations written out.</param>
/// <param name="ExecutionTime">Seconds.</param>
/// <param name="Truncated">The output was longer than the family's bound and was cut.</param>
/// <param name="Error">The router's own refusal, or null.</param>
public sealed record CommandResult(string Command, string Output, double ExecutionTime, string User, bool Truncated, string? Error);

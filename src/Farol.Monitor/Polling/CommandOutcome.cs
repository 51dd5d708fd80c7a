namespace Farol.Monitor.Polling;

/// <summary>How one command of the plan went the last time.</summary>
/// <param name="Error">Why it gave nothing: the router's refusal or the parse error; null when it worked.</param>
/// <param name="ParsedFields">How many fields of the record hold a value; null when it failed.</param>
public sealed record CommandOutcome(string Command, bool Ok, double Seconds, DateTimeOffset At, int? ParsedFields, string? Error);

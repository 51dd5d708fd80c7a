namespace Farol.Devices.Vrp.Subscribers;

/// <summary>A command that may tell the number of subscribers online, and what came of it last, for diagnostics.</summary>
/// <param name="Command">As sent to the router.</param>
/// <param name="CountsWholeRouter">False where the command counts one slot, which is all only on routers without others.</param>
/// <param name="Outcome">Of the last try.</param>
/// <param name="Detail">The router's refusal, or what was missing in its answer; null when it worked or was not tried.</param>
/// <param name="IsInUse">The one that is asked from now on.</param>
public sealed record OnlineTotalCandidate(
    string Command, bool CountsWholeRouter, OnlineTotalOutcome Outcome, string? Detail, bool IsInUse);

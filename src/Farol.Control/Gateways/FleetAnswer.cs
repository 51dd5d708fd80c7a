namespace Farol.Control.Gateways;

/// <summary>What gateways said to a document.</summary>
/// <param name="InForce">Names of those that have it in force.</param>
/// <param name="Refused">Those that refuse it, with their reasons.</param>
/// <param name="Away">Names of those whose link is over: they get it when they come back.</param>
internal sealed record FleetAnswer(IReadOnlyList<string> InForce, IReadOnlyList<LinkedGateway> Refused, IReadOnlyList<string> Away);

namespace Farol.Monitor.Routers;

/// <summary>One step of testing a router.</summary>
/// <param name="Name">"connect", "prompt", "online_total" and so on.</param>
/// <param name="Detail">What was found, or what failed and what to do.</param>
public sealed record RouterTestStep(string Name, bool Ok, double Seconds, string Detail);

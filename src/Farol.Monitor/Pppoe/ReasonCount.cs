namespace Farol.Monitor.Pppoe;

/// <summary>How often a reason stands in the router's latest records, in its own words.</summary>
public sealed record ReasonCount(string Reason, int Count);

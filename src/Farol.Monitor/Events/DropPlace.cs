namespace Farol.Monitor.Events;

/// <summary>A part of the router that lost subscribers.</summary>
/// <param name="Kind">"domain", "slot" or "interface".</param>
/// <param name="Lost">How many fewer than before.</param>
public sealed record DropPlace(string Kind, string Name, long Before, long Lost);

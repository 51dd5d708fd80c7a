namespace Farol.Monitor.Commands;

/// <summary>What an action on an interface did.</summary>
/// <param name="Output">What the router said, and the state read back.</param>
/// <param name="Committed">True when a candidate was put in force; null where the software has none or nothing was changed.</param>
public sealed record InterfaceActionResult(string Interface, string Action, string Output, bool? Committed);

namespace Farol.Simulator;

/// <summary>The scenario cannot be played: it names an interface, slot, domain or VLAN that the router does not have.</summary>
public sealed class ScenarioException(string message) : Exception(message);

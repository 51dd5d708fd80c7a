namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// A row of "display bas-interface": an interface that takes subscribers, its access type ("Layer2-subscriber", "Layer3-subscriber"…),
/// the state of its settings ("Updated") and how many are online on it.
/// </summary>
public sealed record BasInterfaceSummary(string Interface, string AccessType, string? State, int Online);

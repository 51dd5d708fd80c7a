namespace Farol.Devices.Vrp.Subscribers;

/// <summary>A row of "display domain": its state ("Active", "Block"), how many subscribers it takes and how many are online.</summary>
public sealed record DomainSummary(string Domain, string State, int? AccessLimit, int Online);

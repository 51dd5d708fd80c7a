namespace Farol.Devices.Vrp.Interfaces;

/// <summary>A port of a trunk.</summary>
/// <param name="Name">"GigabitEthernet1/1/0".</param>
/// <param name="Status">"up" or "down".</param>
/// <param name="Weight">Its share of the load.</param>
public sealed record TrunkMember(string Name, string Status, int? Weight);

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Subscribers online in one VLAN, of one interface where the table names it.</summary>
public sealed record VlanOnline(int? PeVlan, int? CeVlan, string? Interface, int Online);

namespace Farol.Devices.Vrp.Aaa;

/// <summary>How often one MAC address, or one interface and VLAN, stands in the records.</summary>
public sealed record FailureCount(string? Mac, string? Interface, int? PeVlan, int? CeVlan, int Times);

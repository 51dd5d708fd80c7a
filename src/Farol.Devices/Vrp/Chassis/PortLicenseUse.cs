namespace Farol.Devices.Vrp.Chassis;

/// <summary>The licence of one port.</summary>
/// <param name="Position">"1/0/4".</param>
/// <param name="Feature">The licence or port type.</param>
/// <param name="Needed">Licences it needs; null where the table has no such column.</param>
/// <param name="Used">Licences it uses.</param>
/// <param name="Status">"Activated", "Allocated", "No allocated".</param>
public sealed record PortLicenseUse(string Position, string? Feature, long? Needed, long? Used, string? Status);

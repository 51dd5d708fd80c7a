namespace Farol.Devices.Vrp.Chassis;

/// <summary>What is used of one licensed resource.</summary>
/// <param name="Feature">"CXFEA03".</param>
/// <param name="Item">"LCX6QS0100".</param>
/// <param name="Used">In the licence's own unit.</param>
/// <param name="Total">What is licensed, in the same unit.</param>
public sealed record LicenseResource(string Feature, string Item, long? Used, long? Total);

namespace Farol.Devices.Vrp.Chassis;

/// <summary>How many port licences of a kind there are; counts.</summary>
public sealed record PortLicense(string Feature, long? Offline, long? Allocated, long? Activated, long? Available, long? Total);

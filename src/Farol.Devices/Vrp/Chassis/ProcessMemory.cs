namespace Farol.Devices.Vrp.Chassis;

/// <summary>What one process of a board uses.</summary>
public sealed record ProcessMemory(long ProcessId, string Name, long? UsedBytes);

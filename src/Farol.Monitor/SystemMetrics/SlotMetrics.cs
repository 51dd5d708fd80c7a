namespace Farol.Monitor.SystemMetrics;

/// <summary>One board of the router.</summary>
/// <param name="Role">"Master" or "Slave"; null for boards without such a role.</param>
/// <param name="Cpu">Percent.</param>
/// <param name="Memory">Percent.</param>
/// <param name="Temperature">The hottest sensor, degrees Celsius.</param>
public sealed record SlotMetrics(string Slot, string? Type, string? Role, double? Cpu, double? Memory, double? Temperature, string? Status);

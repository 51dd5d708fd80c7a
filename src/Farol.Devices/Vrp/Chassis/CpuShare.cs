namespace Farol.Devices.Vrp.Chassis;

/// <summary>How much of a processor a service or task uses.</summary>
/// <param name="Name">Names may hold blanks: "IP STACK".</param>
/// <param name="UsagePercent">0 to 100.</param>
/// <param name="Explanation">The router's own words about a task; null for services.</param>
public sealed record CpuShare(string Name, double? UsagePercent, string? Explanation);

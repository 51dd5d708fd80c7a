namespace Farol.Devices.Vrp.Chassis;

/// <summary>One core in the details of "display cpu-usage" (VRP 8) or "display health verbose"; percent, 0 to 100.</summary>
/// <param name="Name">"cpu0".</param>
/// <param name="UsagePercent">Now.</param>
/// <param name="FiveSecondsPercent">Mean of five seconds.</param>
/// <param name="OneMinutePercent">Mean of a minute.</param>
/// <param name="FiveMinutesPercent">Mean of five minutes.</param>
/// <param name="MaxPercent">Highest since start.</param>
/// <param name="MaxTime">When that was, in the router's own zone.</param>
public sealed record CpuCore(
    string Name,
    double? UsagePercent,
    double? FiveSecondsPercent,
    double? OneMinutePercent,
    double? FiveMinutesPercent,
    double? MaxPercent,
    DateTime? MaxTime);

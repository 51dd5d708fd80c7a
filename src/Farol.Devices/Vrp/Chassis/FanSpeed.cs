namespace Farol.Devices.Vrp.Chassis;

/// <summary>One fan of a module.</summary>
/// <param name="Fan">Its number in the module.</param>
/// <param name="SpeedPercent">Of full speed.</param>
public sealed record FanSpeed(int Fan, double? SpeedPercent);

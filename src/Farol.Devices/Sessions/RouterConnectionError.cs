namespace Farol.Devices.Sessions;

/// <summary>The last thing that went wrong with a router.</summary>
public sealed record RouterConnectionError(DeviceFault Fault, string Text, DateTimeOffset At);

namespace Farol.Monitor.Alarms;

/// <summary>An alarm that the router itself holds active.</summary>
/// <param name="Severity">"critical", "major", "minor" or "warning".</param>
/// <param name="RaisedAt">The router's local time, as it prints it.</param>
public sealed record RouterAlarm(long Sequence, string? AlarmId, string? Severity, int? Level, string? RaisedAt, string? Description);

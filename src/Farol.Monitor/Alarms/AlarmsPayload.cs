namespace Farol.Monitor.Alarms;

/// <summary>GET /api/alarms.</summary>
public sealed record AlarmsPayload(IReadOnlyList<RouterAlarm> Alarms, int Count, IReadOnlyList<RouterAlarm> Data);

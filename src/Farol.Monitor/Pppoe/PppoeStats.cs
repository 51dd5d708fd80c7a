namespace Farol.Monitor.Pppoe;

/// <summary>The flat <c>stats</c> of GET /api/pppoe_stats.</summary>
/// <param name="Active">PPPoE sessions now.</param>
/// <param name="Peak">The stored 24-hour maximum of subscribers online.</param>
/// <param name="TotalSessions">Sessions since the router's counters were reset.</param>
public sealed record PppoeStats(long? Active, long? Peak, long? TotalSessions);

namespace Farol.Monitor.Fleet;

/// <summary>GET /api/fleet.</summary>
public sealed record FleetBody(bool Success, DateTimeOffset Timestamp, IReadOnlyList<FleetRow> Items, int TotalCount);

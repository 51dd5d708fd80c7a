namespace Farol.Control.Administration;

/// <summary>GET /admin/health.</summary>
public sealed record AdminHealthBody(string Status, DateTimeOffset Timestamp);

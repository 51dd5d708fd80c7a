namespace Farol.Control.Administration;

/// <summary>One record of GET /api/admin/logs; secrets were masked when it was written.</summary>
public sealed record LogBody(DateTimeOffset Timestamp, string Level, string Component, string Message, string? TraceId, string? Exception);

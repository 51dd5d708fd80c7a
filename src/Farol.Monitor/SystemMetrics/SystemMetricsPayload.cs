namespace Farol.Monitor.SystemMetrics;

/// <summary>GET /api/system_metrics.</summary>
public sealed record SystemMetricsPayload(SystemMetricsData Data);

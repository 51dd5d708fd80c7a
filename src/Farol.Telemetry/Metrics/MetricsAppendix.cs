namespace Farol.Telemetry.Metrics;

/// <summary>Figures of another process that stand on this one's page: text in Prometheus' format. What both tell of stands together.</summary>
/// <param name="ReadAsync">Asked at each visit; it answers within its own bound, empty when there is no text.</param>
public sealed record MetricsAppendix(Func<CancellationToken, Task<ReadOnlyMemory<byte>>> ReadAsync);

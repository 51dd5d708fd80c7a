namespace Farol.Telemetry.Metrics;

/// <summary>Figures of another process that stand on this one's page: text in Prometheus' format, whose names are none of this process'.</summary>
/// <param name="Text">The newest text; empty when there is none.</param>
public sealed record MetricsAppendix(Func<ReadOnlyMemory<byte>> Text);

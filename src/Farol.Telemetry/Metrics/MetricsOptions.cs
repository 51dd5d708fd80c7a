namespace Farol.Telemetry.Metrics;

/// <summary>Which measurements become metrics, and how many of them.</summary>
public sealed record MetricsOptions
{
    /// <summary>Meters whose name begins so are published.</summary>
    public string MeterPrefix { get; init; } = "Farol";

    /// <summary>
    /// Label sets of one metric. One more is counted under <c>overflow="true"</c>: totals stay right, and a label that an outsider
    /// chooses cannot fill the memory.
    /// </summary>
    public int MaxSeriesPerMetric { get; init; } = 2_000;

    /// <summary>Metrics in all; an instrument over that is left out and counted.</summary>
    public int MaxMetrics { get; init; } = 1_000;

    /// <summary>Upper bounds, in seconds, for histograms that bring none of their own.</summary>
    public IReadOnlyList<double> DefaultBuckets { get; init; } = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
}

namespace Farol.Telemetry.Metrics;

/// <summary>The exposition's types, in its own words by <see cref="MetricNames.TypeName"/>.</summary>
public enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

namespace Farol.Telemetry.Metrics;

/// <summary>What a measurement does to its series.</summary>
internal enum MetricMode
{
    /// <summary>It is added to what there is.</summary>
    Added,

    /// <summary>It replaces what there is.</summary>
    Set,

    /// <summary>It is asked for at each collection and replaces what there is; a label set that is not told then is gone.</summary>
    Observed,
}

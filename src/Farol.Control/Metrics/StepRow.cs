namespace Farol.Control.Metrics;

/// <summary>The minutes of one step together.</summary>
internal sealed class StepRow
{
    public long Number { get; init; }

    public long Seconds { get; init; }

    public long Requests { get; init; }

    public long Errors { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    public long LatencyUs { get; init; }

    /// <summary>Of the worst minute, as are the other two.</summary>
    public double? P50Us { get; init; }

    public double? P95Us { get; init; }

    public double? P99Us { get; init; }

    public double? Connections { get; init; }
}

namespace Farol.Control.Metrics;

/// <summary>GET /api/metrics/history.</summary>
public sealed record FigureHistoryBody
{
    public required string? Series { get; init; }

    /// <summary>The names of all series, where none was asked for.</summary>
    public IReadOnlyList<string>? Known { get; init; }

    /// <summary>What a value is of: <c>ms</c>, <c>percent</c>, <c>bps</c>, <c>per_second</c>, <c>count</c>.</summary>
    public string? Unit { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public long? StepSeconds { get; init; }

    /// <summary>One a step; null where nothing was measured.</summary>
    public IReadOnlyList<PointBody>? Points { get; init; }

    /// <param name="Timestamp">The step's start.</param>
    public readonly record struct PointBody(DateTimeOffset Timestamp, double? Value);
}

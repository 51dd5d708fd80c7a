namespace Farol.Monitor.Polling;

/// <summary>How one family's polls go, for status pages. Times are UTC; null where it has not happened yet.</summary>
public sealed record PollState
{
    public required string Name { get; init; }

    /// <summary>The configured interval in seconds.</summary>
    public required double IntervalSeconds { get; init; }

    /// <summary>The interval in force: longer when the router is slow, so that a family takes at most a quarter of a terminal's time.</summary>
    public required double EffectiveIntervalSeconds { get; init; }

    public bool IsStretched => EffectiveIntervalSeconds > IntervalSeconds;

    public DateTimeOffset? LastRun { get; init; }

    public DateTimeOffset? LastSuccess { get; init; }

    public double? LastDurationSeconds { get; init; }

    /// <summary>Of the duration, the time that a terminal was held; the rest was waiting for one.</summary>
    public double? LastTerminalSeconds { get; init; }

    public DateTimeOffset? NextRun { get; init; }

    public long Runs { get; init; }

    public long Errors { get; init; }

    public string? LastError { get; init; }
}

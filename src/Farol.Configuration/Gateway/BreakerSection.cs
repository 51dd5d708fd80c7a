namespace Farol.Configuration.Gateway;

/// <summary>A circuit breaker for each backend of a pool.</summary>
public sealed record BreakerSection
{
    /// <summary>Share of failed requests in a window that opens it.</summary>
    public int FailurePercent { get; init; } = 50;

    /// <summary>Fewer requests in a window do not open it.</summary>
    public int MinimumRequests { get; init; } = 20;

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it stays open before trial requests.</summary>
    public TimeSpan Open { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Trial requests at once while half open; all good closes it.</summary>
    public int TrialRequests { get; init; } = 3;
}

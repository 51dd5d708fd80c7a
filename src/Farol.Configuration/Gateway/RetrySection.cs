namespace Farol.Configuration.Gateway;

/// <summary>Trying a failed request on another backend, only where that is safe: nothing was sent, or the method is idempotent and its body is still held.</summary>
public sealed record RetrySection
{
    /// <summary>Tries after the first; 0: none.</summary>
    public int MaxAttempts { get; init; } = 2;

    /// <summary>Retries may add this share to the pool's requests: more would turn a slow pool into a dead one (Finagle's default).</summary>
    public int BudgetPercent { get; init; } = 20;

    /// <summary>Retries allowed a second beyond the share, so that a pool with little traffic may retry at all.</summary>
    public int BudgetMinimumPerSecond { get; init; } = 10;

    /// <summary>Answers that count as failed for an idempotent request; none given: only a failed connection is retried.</summary>
    public ValueList<int> OnStatus { get; init; } = [];
}

namespace Farol.Gateway.Limits;

/// <summary>Whether a request may pass.</summary>
/// <param name="Rule">The limit that refused it; null: none did.</param>
/// <param name="RetryAfterSeconds">For the Retry-After field; 0 where it passed.</param>
internal readonly record struct LimitDecision(LimitRule? Rule, int RetryAfterSeconds)
{
    public bool IsPassed => Rule is null;

    /// <summary>429 for what the client did; 503 for a route's bound, which others have used up.</summary>
    public int Status => Rule?.Per switch
    {
        null => 0,
        Configuration.Gateway.RateLimitKey.Route => 503,
        _ => 429,
    };
}

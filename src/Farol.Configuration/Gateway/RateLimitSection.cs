namespace Farol.Configuration.Gateway;

/// <summary>A token bucket.</summary>
public sealed record RateLimitSection
{
    public RateLimitKey Per { get; init; } = RateLimitKey.Client;

    /// <summary>Several gateways: each its own, or one limit for all of them.</summary>
    public RateLimitScope Scope { get; init; }

    /// <summary>The header's name, with <c>per: header</c>.</summary>
    public string? Header { get; init; }

    public int RequestsPerSecond { get; init; }

    /// <summary>Requests at once after a pause; 0: as many as in one second.</summary>
    public int Burst { get; init; }
}

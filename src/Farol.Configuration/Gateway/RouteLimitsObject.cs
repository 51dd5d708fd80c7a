namespace Farol.Configuration.Gateway;

/// <summary>The limits of one route, as <see cref="LimitsObject"/> has them.</summary>
public sealed record RouteLimitsObject
{
    /// <summary>The route's name.</summary>
    public string Name { get; init; } = "";

    public ValueList<RateLimitSection> RateLimits { get; init; } = [];

    /// <summary>Null: the gateway's.</summary>
    public long? MaxBodyBytes { get; init; }
}

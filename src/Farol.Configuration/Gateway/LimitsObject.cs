namespace Farol.Configuration.Gateway;

/// <summary>What clients may ask for, in one object of the API: the gateway's bounds and rates, and those of routes.</summary>
public sealed record LimitsObject
{
    /// <summary>Of the whole gateway.</summary>
    public LimitsSection Bounds { get; init; } = new();

    /// <summary>Held against every request before those of its route.</summary>
    public ValueList<RateLimitSection> RateLimits { get; init; } = [];

    public ValueList<RouteLimitsObject> Routes { get; init; } = [];
}

namespace Farol.Configuration.Gateway;

/// <summary>A route's own bounds; what is null is the pool's.</summary>
public sealed record RouteTimeoutsSection
{
    public TimeSpan? FirstByte { get; init; }

    public TimeSpan? Idle { get; init; }

    public TimeSpan? Whole { get; init; }
}

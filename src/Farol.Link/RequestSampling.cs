namespace Farol.Link;

/// <summary>Bounds of what gateways are asked to tell of requests: both ends keep to them, whatever the other wants.</summary>
public static class RequestSampling
{
    /// <summary>Views that are looked at together: some people with a filter each. A request answers them with one bit each.</summary>
    public const int MaxWatches = 32;

    /// <summary>Lines that a gateway sends of one watch in a second. Nobody reads faster, and a filter shows what one looks for; copying them takes a loop some 0.1 ms.</summary>
    public const int MaxPerSecond = 200;

    /// <summary>A control plane that is gone leaves nothing running for longer.</summary>
    public static readonly TimeSpan MaxTtl = TimeSpan.FromMinutes(1);
}

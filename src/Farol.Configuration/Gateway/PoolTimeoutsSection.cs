namespace Farol.Configuration.Gateway;

/// <summary>How long backends of a pool may take.</summary>
public sealed record PoolTimeoutsSection
{
    /// <summary>A backend in reach answers in milliseconds; two lost SYN packets fit in.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the request's last byte to the response's first.</summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Without a byte either way in the middle of a body.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Without a byte either way on a WebSocket or another upgraded connection; longer than any usual heartbeat.</summary>
    public TimeSpan UpgradedIdle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The request as a whole; 0: no bound, since streams and downloads last as long as they do.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.Zero;
}

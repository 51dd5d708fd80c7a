namespace Farol.Configuration.Gateway;

/// <summary>Connections to backends kept for the next request.</summary>
public sealed record KeepAliveSection
{
    public bool Enabled { get; init; } = true;

    /// <summary>Idle ones to one backend on one loop; more are closed.</summary>
    public int MaxIdle { get; init; } = 64;

    /// <summary>Shorter than the usual 60 s of servers, so that they rarely close one just as it is used.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>Requests on one connection; 0: no bound.</summary>
    public int MaxRequests { get; init; }
}

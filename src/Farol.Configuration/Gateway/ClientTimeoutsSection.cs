namespace Farol.Configuration.Gateway;

/// <summary>How long clients may take.</summary>
public sealed record ClientTimeoutsSection
{
    public TimeSpan TlsHandshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From a request's first byte to the end of its head: a phone on a bad line needs seconds, slowloris needs minutes.</summary>
    public TimeSpan HeaderRead { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between requests on one connection.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Without a byte in the middle of a body.</summary>
    public TimeSpan BodyIdle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Without taking a byte of a response that waits for it.</summary>
    public TimeSpan SendIdle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long requests under way may go on when a listener or backend is removed, or the gateway stops.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);
}

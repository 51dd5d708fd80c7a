namespace Farol.Live;

/// <summary>
/// What a caller grants to one WebSocket after it has judged who asks. The engine knows no logins: it is given a name to count by
/// and a token that ends the connection.
/// </summary>
public sealed record LiveSession
{
    /// <summary>The view whose snapshot and changes the client gets from the start.</summary>
    public required LiveView View { get; init; }

    /// <summary>Who it is, for <see cref="LiveOptions.MaxClientsPerIdentity"/>. Empty: not counted. Never a secret.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The request's <c>types</c>: topic names with commas between; empty for all. An unknown name closes with 1008.</summary>
    public string? Types { get; init; }

    /// <summary>The request's <c>since</c>: <c>EPOCH:SEQ</c> of the last frame that the client had. Anything unusable means a snapshot.</summary>
    public string? Since { get; init; }

    /// <summary>Ends the connection with close 1008 and <see cref="RevokedReason"/>: logout, a changed role, a disabled account.</summary>
    public CancellationToken Revoked { get; init; }

    public string RevokedReason { get; init; } = "session ended";

    /// <summary>The type of the first frame.</summary>
    public string WelcomeType { get; init; } = "welcome";

    /// <summary>The first frame's fields beside type, timestamp, channel, epoch and seq; made once the client has its id.</summary>
    public Func<LiveClient, object>? Welcome { get; init; }

    /// <summary>
    /// Called once when the connection has ended, also when it never began. Everything here outlives the request: nothing may hold its
    /// <c>HttpContext</c>.
    /// </summary>
    public Action? Ended { get; init; }

    /// <summary>
    /// Takes every message but <c>ping</c>. The next message is not read until it returns: start longer work by itself and
    /// answer with <see cref="LiveClient.Send"/>. An exception closes with 1011 and is logged.
    /// </summary>
    public Func<LiveClient, LiveMessage, CancellationToken, ValueTask>? OnMessage { get; init; }
}

namespace Farol.Gateway.Forwarding;

/// <summary>Where an exchange stands.</summary>
internal enum ExchangePhase
{
    Idle,

    /// <summary>Every backend that may take it is at its bound.</summary>
    Queued,

    /// <summary>A connection to the backend is being made.</summary>
    Connecting,

    /// <summary>The request is on its way, the response has not begun.</summary>
    Waiting,

    /// <summary>The response's head has gone to the client.</summary>
    Streaming,

    /// <summary>Upgraded: bytes pass both ways as they are.</summary>
    Tunnel,
}

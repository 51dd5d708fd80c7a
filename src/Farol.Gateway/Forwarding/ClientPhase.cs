namespace Farol.Gateway.Forwarding;

/// <summary>Where a client's connection stands.</summary>
internal enum ClientPhase
{
    Handshaking,

    /// <summary>Between requests, or in the middle of a head.</summary>
    Reading,
    InExchange,

    /// <summary>The answer is written, and not all of it has left.</summary>
    Finishing,

    /// <summary>The last answer has left; what still comes is dropped until the client ends it too.</summary>
    Lingering,
    Closed,

    /// <summary>Its streams have phases of their own.</summary>
    Http2,
}

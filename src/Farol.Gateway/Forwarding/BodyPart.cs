namespace Farol.Gateway.Forwarding;

/// <summary>What the next look into a message's body finds.</summary>
internal enum BodyPart
{
    /// <summary>Bytes to forward.</summary>
    Data,

    /// <summary>Nothing yet; readiness of the socket says when to look again.</summary>
    Wait,

    /// <summary>The body is complete.</summary>
    End,

    /// <summary>The connection ended before the body did.</summary>
    Truncated,

    /// <summary>The body's framing is malformed.</summary>
    Malformed,
}

namespace Farol.Gateway.Forwarding;

/// <summary>What a response says about the connection that it is sent on.</summary>
internal enum ClientPersistence
{
    /// <summary>It lives on, as HTTP/1.1 has it without a word.</summary>
    KeepAlive,

    /// <summary>It lives on, and an HTTP/1.0 client wants to read that.</summary>
    KeepAliveSaid,

    /// <summary>It ends with this response.</summary>
    Close,
}

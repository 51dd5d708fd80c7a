namespace Farol.Gateway.Tls;

/// <summary>What was agreed on by ALPN (RFC 7301).</summary>
internal enum ApplicationProtocol
{
    /// <summary>The peer named none: HTTP/1.1.</summary>
    None,
    Http11,
    Http2,

    /// <summary>An ACME server looked at the challenge's certificate (RFC 8737); nothing more is said on the connection.</summary>
    AcmeChallenge,
}

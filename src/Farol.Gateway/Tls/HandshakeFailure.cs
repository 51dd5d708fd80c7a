namespace Farol.Gateway.Tls;

/// <summary>Why a handshake failed, as far as it is worth counting apart.</summary>
internal enum HandshakeFailure
{
    None,

    /// <summary>The peer went away in the middle.</summary>
    PeerLeft,

    /// <summary>What came was not TLS, most often HTTP in clear.</summary>
    NotTls,

    /// <summary>No version that both accept.</summary>
    Version,

    /// <summary>No cipher that both accept.</summary>
    Cipher,

    /// <summary>None of the offered application protocols is spoken here.</summary>
    ApplicationProtocol,

    /// <summary>A certificate is required and the peer showed none.</summary>
    CertificateMissing,

    /// <summary>The peer's certificate was not accepted.</summary>
    CertificateRefused,

    /// <summary>The peer ended it with an alert: often it does not accept the certificate.</summary>
    PeerAlert,

    Other,
}

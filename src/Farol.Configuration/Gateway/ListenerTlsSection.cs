namespace Farol.Configuration.Gateway;

/// <summary>TLS towards clients on one listener.</summary>
public sealed record ListenerTlsSection
{
    /// <summary>Names of certificates offered here; none given: all of them. The first is for clients that name no host.</summary>
    public ValueList<string> Certificates { get; init; } = [];

    /// <summary>1.2: everything made since 2014 speaks it (RFC 9325 asks for it).</summary>
    public TlsVersion MinimumVersion { get; init; } = TlsVersion.Tls12;

    /// <summary>OpenSSL's cipher list for TLS 1.2; null: forward secrecy with AEAD only.</summary>
    public string? Ciphers { get; init; }

    /// <summary>OpenSSL's ciphersuites for TLS 1.3; null: OpenSSL's own.</summary>
    public string? CipherSuites { get; init; }

    /// <summary>Null: clients are not asked for a certificate.</summary>
    public ClientCertificatesSection? ClientCertificates { get; init; }

    /// <summary>How long a session may be resumed: a day spares returning visitors the handshake (RFC 8446 allows seven).</summary>
    public TimeSpan TicketLifetime { get; init; } = TimeSpan.FromDays(1);
}

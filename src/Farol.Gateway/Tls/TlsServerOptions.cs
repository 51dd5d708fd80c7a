namespace Farol.Gateway.Tls;

/// <summary>Everything that decides how a listener speaks TLS.</summary>
internal sealed record TlsServerOptions
{
    /// <summary>The most certificates of one listener: a table of this size takes some tens of megabytes.</summary>
    public const int MaxCertificates = 20_000;

    /// <summary>The listener's name, for messages.</summary>
    public required string Listener { get; init; }

    /// <summary>Not empty. The first is shown to clients that name no host, or one that no certificate is for.</summary>
    public required IReadOnlyList<TlsCertificateSource> Certificates { get; init; }

    /// <summary>1.2: what came before is broken (RFC 8996).</summary>
    public TlsVersion MinimumVersion { get; init; } = TlsVersion.Tls12;

    /// <summary>Ciphers of TLS 1.2 in OpenSSL's notation. The default has forward secrecy and authenticated encryption only (RFC 9325, 4.2).</summary>
    public string? Ciphers { get; init; } = "ECDHE+AESGCM:ECDHE+CHACHA20";

    /// <summary>Cipher suites of TLS 1.3; null: OpenSSL's.</summary>
    public string? CipherSuites { get; init; }

    /// <summary>Whether clients may choose HTTP/2.</summary>
    public bool Http2 { get; init; } = true;

    public ClientCertificateMode ClientCertificates { get; init; }

    /// <summary>Who signs the certificates of clients; needed when they are asked for.</summary>
    public TlsAuthoritySource? ClientAuthority { get; init; }

    /// <summary>How long a session may be resumed; not longer than <see cref="TlsTicketKeys"/> keeps the keys.</summary>
    public TimeSpan TicketLifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Certificates that answer ACME challenges (RFC 8737), each for the names in it.</summary>
    public IReadOnlyList<TlsCertificateSource> ChallengeCertificates { get; init; } = [];

    /// <summary>Records sealed by the kernel where it has the module; without it nothing changes.</summary>
    public bool KernelTls { get; init; }

    /// <summary>Shared by all listeners and loops of the process, so that any of them resumes a session.</summary>
    public required TlsTicketKeys TicketKeys { get; init; }

    public required TlsCounters Counters { get; init; }
}

namespace Farol.Gateway.Tls;

/// <summary>How a pool's backends are spoken to over TLS.</summary>
internal sealed record TlsClientOptions
{
    /// <summary>The pool's name, for messages.</summary>
    public required string Pool { get; init; }

    /// <summary>False accepts any certificate: for a test, or a network that nobody else is in.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Who signs the backends' certificates; null: the system's store.</summary>
    public TlsAuthoritySource? Authority { get; init; }

    /// <summary>Shown to backends that ask for a certificate.</summary>
    public TlsCertificateSource? Certificate { get; init; }

    public TlsVersion MinimumVersion { get; init; } = TlsVersion.Tls12;

    public string? Ciphers { get; init; }

    public string? CipherSuites { get; init; }

    /// <summary>Offers HTTP/2, and nothing else: a pool says which protocol its backends speak.</summary>
    public bool Http2 { get; init; }

    public bool KernelTls { get; init; }

    public required TlsCounters Counters { get; init; }
}

namespace Farol.Configuration.Gateway;

/// <summary>TLS towards the backends of a pool.</summary>
public sealed record BackendTlsSection
{
    /// <summary>Off only for backends with certificates that nobody signed: anybody between can then read along.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>The name asked for and checked; null: the backend's host.</summary>
    public string? ServerName { get; init; }

    /// <summary>PEM file of authorities; null: the system's.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The authorities themselves, as the link carries them.</summary>
    public string? AuthorityPem { get; init; }

    /// <summary>Name of the certificate that the gateway presents; null: none.</summary>
    public string? ClientCertificate { get; init; }

    public TlsVersion MinimumVersion { get; init; } = TlsVersion.Tls12;
}

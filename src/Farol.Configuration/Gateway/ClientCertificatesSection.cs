namespace Farol.Configuration.Gateway;

/// <summary>Certificates that clients must or may present.</summary>
public sealed record ClientCertificatesSection
{
    /// <summary>PEM file of the authorities whose certificates are taken.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The authorities themselves, as the link carries them.</summary>
    public string? AuthorityPem { get; init; }

    /// <summary>True: no certificate, no connection. False: a client without one is served, one with a bad one is not.</summary>
    public bool Required { get; init; } = true;
}

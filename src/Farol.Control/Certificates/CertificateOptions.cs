using Farol.Control.Certificates.Acme;

namespace Farol.Control.Certificates;

/// <summary>How many certificates there may be, and who issues them.</summary>
public sealed record CertificateOptions
{
    /// <summary>Setting <c>CERTIFICATES_MAX</c>: a gateway holds each in memory with its key, about 10 KB.</summary>
    public int MaxCertificates { get; init; } = 10_000;

    /// <summary>Setting <c>CERTIFICATES_MAX_PER_TENANT</c>: one tenant does not use up what all share, nor the authority's limits.</summary>
    public int MaxCertificatesPerTenant { get; init; } = 100;

    public AcmeOptions Acme { get; init; } = new();
}

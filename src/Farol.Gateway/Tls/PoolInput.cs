using Farol.Configuration.Gateway;

namespace Farol.Gateway.Tls;

/// <summary>All that a pool's TLS depends on in a document; equal input makes an equal context.</summary>
internal sealed record PoolInput(string Pool, BackendTlsSection Tls, bool Http2, CertificateSection? Certificate)
{
    public IEnumerable<string> Files => new[] { Certificate?.CertificateFile, Certificate?.KeyFile, Tls.AuthorityFile }.OfType<string>();

    public static PoolInput Of(PoolSection section, GatewayDocument document)
    {
        var name = section.Tls!.ClientCertificate;
        var certificate = document.Certificates.FirstOrDefault(c => c.Name == name);
        return name is null || certificate is not null
            ? new PoolInput(section.Name, section.Tls, section.Protocol == BackendProtocol.Http2, certificate)
            : throw new TlsConfigurationException($"pool {section.Name}: no certificate is called \"{name}\"");
    }

    public TlsClientOptions Options(TlsCounters counters) => new()
    {
        Pool = Pool,
        Verify = Tls.Verify,
        Authority = ListenerInput.Authority($"pool {Pool}", Tls.AuthorityFile, Tls.AuthorityPem),
        Certificate = Certificate is null ? null : ListenerInput.Source(Certificate),
        MinimumVersion = ListenerInput.Version(Tls.MinimumVersion),
        Http2 = Http2,
        Counters = counters,
    };

    public override string ToString() => $"TLS of pool {Pool}";
}

using Farol.Configuration.Gateway;

namespace Farol.Gateway.Tls;

/// <summary>All that a listener's TLS depends on in a document; equal input makes an equal context.</summary>
internal sealed record ListenerInput(string Listener, ListenerTlsSection Tls, bool Http2, ValueList<CertificateSection> Certificates, ValueList<AcmeChallengeSection> Challenges)
{
    public IEnumerable<string> Files => Certificates.SelectMany(c => new[] { c.CertificateFile, c.KeyFile }).Append(Tls.ClientCertificates?.AuthorityFile).OfType<string>();

    public static ListenerInput Of(ListenerSection section, GatewayDocument document)
    {
        var tls = section.Tls!;
        var named = tls.Certificates.Select(n => document.Certificates.FirstOrDefault(c => c.Name == n)
            ?? throw new TlsConfigurationException($"listener {section.Name}: no certificate is called \"{n}\""));
        return new ListenerInput(
            section.Name,
            tls,
            section.Http2,
            tls.Certificates.Count == 0 ? document.Certificates : [.. named],
            [.. document.AcmeChallenges.Where(c => c.CertificatePem is not null && c.KeyPem is not null)]);
    }

    public static TlsCertificateSource Source(CertificateSection section)
    {
        var hosts = section.Hosts.Count == 0 ? null : section.Hosts;
        return section.CertificatePem is not null
            ? TlsCertificateSource.FromMemory($"certificate {section.Name}", section.CertificatePem, section.KeyPem ?? "") with { ServerNames = hosts }
            : TlsCertificateSource.FromFiles(section.CertificateFile ?? "", section.KeyFile ?? section.CertificateFile ?? "") with { ServerNames = hosts };
    }

    public static TlsAuthoritySource? Authority(string owner, string? file, string? pem) =>
        pem is not null ? TlsAuthoritySource.FromMemory($"authority of {owner}", pem) : file is not null ? TlsAuthoritySource.FromFile(file) : null;

    public static TlsVersion Version(Configuration.Gateway.TlsVersion version) =>
        version == Configuration.Gateway.TlsVersion.Tls13 ? TlsVersion.Tls13 : TlsVersion.Tls12;

    public TlsServerOptions Options(TlsTicketKeys ticketKeys, TlsCounters counters)
    {
        var defaults = new TlsServerOptions { Listener = Listener, Certificates = [], TicketKeys = ticketKeys, Counters = counters };
        return defaults with
        {
            Certificates = [.. Certificates.Select(Source)],
            MinimumVersion = Version(Tls.MinimumVersion),
            Ciphers = Tls.Ciphers ?? defaults.Ciphers,
            CipherSuites = Tls.CipherSuites,
            Http2 = Http2,
            TicketLifetime = Tls.TicketLifetime,
            ClientCertificates = Tls.ClientCertificates switch
            {
                null => ClientCertificateMode.None,
                { Required: true } => ClientCertificateMode.Required,
                _ => ClientCertificateMode.Optional,
            },
            ClientAuthority = Authority($"listener {Listener}", Tls.ClientCertificates?.AuthorityFile, Tls.ClientCertificates?.AuthorityPem),
            ChallengeCertificates = [.. Challenges.Select(c => TlsCertificateSource.FromMemory($"challenge of {c.Host}", c.CertificatePem!, c.KeyPem!) with { ServerNames = [c.Host] })],
        };
    }

    public override string ToString() => $"TLS of listener {Listener}";
}

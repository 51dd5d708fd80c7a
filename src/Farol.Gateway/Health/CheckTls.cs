using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Health;

/// <summary>How checks speak TLS: as the pool does to its backends.</summary>
internal static class CheckTls
{
    public static SslClientAuthenticationOptions Options(BackendTlsSection tls, CheckTarget target)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = tls.ServerName ?? target.Backend.State.Host,
            EnabledSslProtocols = tls.MinimumVersion == TlsVersion.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [target.Pool.Settings.Protocol == BackendProtocol.Http2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11],
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (!tls.Verify)
        {
#pragma warning disable CA5359 // "verify: false" asks for exactly this, and traffic to the pool is sent in the same way
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (Authorities(tls) is { } authorities)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(authorities);
            options.CertificateChainPolicy = policy;
        }

        if (target.ClientCertificate is { } certificate)
        {
            options.ClientCertificates = [Load(certificate)];
        }

        return options;
    }

    private static X509Certificate2Collection? Authorities(BackendTlsSection tls)
    {
        if (tls.AuthorityPem is null && tls.AuthorityFile is null)
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        if (tls.AuthorityPem is { } pem)
        {
            authorities.ImportFromPem(pem);
        }
        else
        {
            authorities.ImportFromPemFile(tls.AuthorityFile!);
        }

        return authorities;
    }

    private static X509Certificate2 Load(CertificateSection certificate) => certificate.CertificatePem is { } pem
        ? X509Certificate2.CreateFromPem(pem, certificate.KeyPem)
        : X509Certificate2.CreateFromPemFile(certificate.CertificateFile!, certificate.KeyFile);
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Farol.Gateway.Tests.Tls;

/// <summary>An authority and what it signs, made for one test.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset _from = DateTimeOffset.Parse("2020-01-01T00:00:00Z", null);
    private static readonly DateTimeOffset _until = DateTimeOffset.Parse("2090-01-01T00:00:00Z", null);

    private readonly X509Certificate2 _authority = MakeAuthority("CN=Test authority");
    private int _serial;

    public string AuthorityPem => _authority.ExportCertificatePem();

    public X509Certificate2 Authority => X509CertificateLoader.LoadCertificate(_authority.RawData);

    /// <summary>PEM of a certificate for the names, and of its key.</summary>
    public (string Certificate, string Key) Make(string[] names, bool rsa = false, DateTimeOffset? until = null, string? subject = null)
    {
        using AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedName(subject ?? $"CN={names[0]}");
        var request = key is RSA r ? new CertificateRequest(name, r, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var each in names)
        {
            if (IPAddress.TryParse(each, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(each);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        var generator = X509SignatureGenerator.CreateForECDsa(_authority.GetECDsaPrivateKey()!);
        using var made = request.Create(_authority.SubjectName, generator, _from, until ?? _until, BitConverter.GetBytes(Interlocked.Increment(ref _serial)));
        return (made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The same for .NET's own TLS.</summary>
    public X509Certificate2 MakeForClient(string subject)
    {
        var (certificate, key) = Make(["client.test"], subject: subject);
        using var made = X509Certificate2.CreateFromPem(certificate, key);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose() => _authority.Dispose();

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(_from, _until);
    }
}

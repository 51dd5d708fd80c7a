using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Functional.Tests.Gateway.Tls;

/// <summary>A certificate that signs itself, and its key, in two files.</summary>
internal sealed record SiteFiles(string Certificate, string Key)
{
    public static SiteFiles Write(string folder, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.Parse("2020-01-01T00:00:00Z", null), DateTimeOffset.Parse("2090-01-01T00:00:00Z", null));
        var files = new SiteFiles(Path.Combine(folder, "site.pem"), Path.Combine(folder, "site.key"));
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        return files;
    }
}

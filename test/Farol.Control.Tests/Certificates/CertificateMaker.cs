using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Farol.Control.Tests.Certificates;

/// <summary>An authority and what it signs, for one test.</summary>
internal sealed class CertificateMaker : IDisposable
{
    private static readonly DateTimeOffset _from = DateTimeOffset.Parse("2020-01-01T00:00:00Z", null);
    private static readonly DateTimeOffset _until = DateTimeOffset.Parse("2090-01-01T00:00:00Z", null);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public CertificateMaker()
    {
        var request = new CertificateRequest("CN=Test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        _authority = request.CreateSelfSigned(_from, _until);
    }

    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>PEM of a certificate for the names, and of its key.</summary>
    public (string Certificate, string Key) Make(string[] names, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using var made = request.Create(_authority.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), _from, until ?? _until, RandomNumberGenerator.GetBytes(8));
        return (made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }
}

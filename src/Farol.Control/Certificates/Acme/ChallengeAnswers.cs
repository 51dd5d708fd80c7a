using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Control.Certificates.Acme;

/// <summary>What a gateway answers the authority with.</summary>
internal static class ChallengeAnswers
{
    /// <summary>id-pe-acmeIdentifier (RFC 8737, 3).</summary>
    private const string AcmeIdentifier = "1.3.6.1.5.5.7.1.31";

    private static readonly TimeSpan _life = TimeSpan.FromDays(1);

    /// <summary>For HTTP-01 (RFC 8555, 8.3).</summary>
    public static AcmeChallengeSection Http(string host, string token, string keyAuthorization) =>
        new() { Host = host, Token = token, KeyAuthorization = keyAuthorization };

    /// <summary>For TLS-ALPN-01: a certificate of its own making that names the host and the digest of the authorization (RFC 8737, 3).</summary>
    public static AcmeChallengeSection TlsAlpn(string host, string token, string keyAuthorization, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ACME challenge", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var digest = new AsnWriter(AsnEncodingRules.DER);
        digest.WriteOctetString(SHA256.HashData(Encoding.ASCII.GetBytes(keyAuthorization)));
        request.CertificateExtensions.Add(new X509Extension(AcmeIdentifier, digest.Encode(), critical: true));
        using var made = request.CreateSelfSigned(now - _life, now + _life);
        return new AcmeChallengeSection
        {
            Host = host,
            Token = token,
            KeyAuthorization = keyAuthorization,
            CertificatePem = made.ExportCertificatePem(),
            KeyPem = key.ExportPkcs8PrivateKeyPem(),
        };
    }
}

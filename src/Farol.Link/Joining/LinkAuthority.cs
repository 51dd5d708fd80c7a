using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Farol.Link.Joining;

/// <summary>
/// The installation's own certificate authority, for the link and nothing else. What it signs is either the control plane or a gateway, told apart by
/// the extended key usage: a gateway's certificate cannot stand for the control plane.
/// </summary>
public sealed class LinkAuthority : IDisposable
{
    /// <summary>Gateways hold it as the one they trust; when it ends, they all join anew.</summary>
    private const int Years = 30;

    private const int SerialBytes = 16;

    /// <summary>The control plane makes itself one at every start, so that its key is on no disk.</summary>
    private static readonly TimeSpan _controlLifetime = TimeSpan.FromDays(398);

    private readonly ECDsa _key;

    private LinkAuthority(X509Certificate2 certificate, ECDsa key) => (Certificate, _key) = (certificate, key);

    public X509Certificate2 Certificate { get; }

    public static LinkAuthority Create(TimeProvider time)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject("Farol link authority"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        using var signed = request.CreateSelfSigned(now - LinkTrust.MaxClockSkew, now.AddYears(Years));
        return new LinkAuthority(X509CertificateLoader.LoadCertificate(signed.RawData), key);
    }

    /// <exception cref="CryptographicException">They are no certificate and its key.</exception>
    public static LinkAuthority Load(byte[] certificate, byte[] privateKey)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return new LinkAuthority(X509CertificateLoader.LoadCertificate(certificate), key);
    }

    /// <summary>PKCS #8; to be sealed.</summary>
    public byte[] ExportKey() => _key.ExportPkcs8PrivateKey();

    /// <summary>With its key, for the listening end.</summary>
    public X509Certificate2 IssueForControl(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Sign("Farol control plane", new PublicKey(key), LinkTrust.ControlUsage, now, _controlLifetime);
        return issued.CopyWithPrivateKey(key);
    }

    /// <exception cref="LinkException">The request is none, or for a key of another kind.</exception>
    public X509Certificate2 Issue(string name, ReadOnlySpan<byte> signingRequest, DateTimeOffset now, TimeSpan lifetime)
    {
        try
        {
            var request = CertificateRequest.LoadSigningRequest(signingRequest, HashAlgorithmName.SHA256, out _);
            using var key = request.PublicKey.GetECDsaPublicKey();
            return key is { KeySize: 256 }
                ? Sign(name, request.PublicKey, LinkTrust.GatewayUsage, now, lifetime)
                : throw new LinkException(LinkFault.Malformed, "its signing request is for another kind of key than ECDSA P-256");
        }
        catch (CryptographicException wrong)
        {
            throw new LinkException(LinkFault.Malformed, "its signing request cannot be used: " + wrong.Message, wrong);
        }
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Sign(string name, PublicKey publicKey, Oid usage, DateTimeOffset now, TimeSpan lifetime)
    {
        var request = new CertificateRequest(Subject(name), publicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([usage], critical: true));
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        // A serial number is positive.
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), now - LinkTrust.MaxClockSkew, now + lifetime, serial);
    }

    private static X500DistinguishedName Subject(string name)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        return subject.Build();
    }
}

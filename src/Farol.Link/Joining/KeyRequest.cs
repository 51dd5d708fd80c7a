using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Farol.Link.Joining;

/// <summary>A new key of a gateway, and the request to certify it.</summary>
internal sealed class KeyRequest : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public KeyRequest()
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName("gateway");
        SigningRequest = new CertificateRequest(subject.Build(), _key, HashAlgorithmName.SHA256).CreateSigningRequest();
    }

    /// <summary>PKCS #10, DER.</summary>
    public byte[] SigningRequest { get; }

    /// <exception cref="LinkException">What came is no certificate for this key by that authority.</exception>
    public GatewayIdentity With(ReadOnlySpan<byte> issued, X509Certificate2 authority, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(issued);
            return LinkTrust.FaultOf(certificate, authority, LinkTrust.GatewayUsage, now) is { } fault
                ? throw new LinkException(LinkFault.Peer, $"the certificate that the control plane issued {fault}")
                : new GatewayIdentity(certificate.CopyWithPrivateKey(_key), authority);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw new LinkException(LinkFault.Malformed, "the control plane issued no certificate for this key: " + wrong.Message, wrong);
        }
    }

    public void Dispose() => _key.Dispose();
}

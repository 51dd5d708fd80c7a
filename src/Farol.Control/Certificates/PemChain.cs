using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Farol.Control.Certificates;

/// <summary>What a chain in PEM says of itself.</summary>
/// <param name="Names">Host names of the certificate, in lower case.</param>
internal sealed record PemChain(
    IReadOnlyList<string> Names, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Issuer, string SerialNumber, string FingerprintSha256)
{
    /// <summary>A chain of four with comments is 10 KB.</summary>
    public const int MaxPemLength = 64 * 1024;

    private const int MaxCertificates = 10;
    private const int LeastRsaBits = 2048;

    /// <summary>Null with a fault in words: what is wrong with the text.</summary>
    public static PemChain? Read(string pem, out string? fault)
    {
        using var chain = new Disposable();
        fault = FindFault(pem, chain.Certificates);
        return fault is null ? Describe(chain.Certificates[0]) : null;
    }

    /// <summary>Why the key is not the chain's; null: it is.</summary>
    public static string? FindKeyFault(string chainPem, string keyPem)
    {
        if (keyPem.Length > MaxPemLength || !keyPem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return "is no private key in PEM (-----BEGIN PRIVATE KEY-----)";
        }

        if (keyPem.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            return "is encrypted: send it in clear over https, it is sealed before it is stored";
        }

        try
        {
            using var together = X509Certificate2.CreateFromPem(chainPem, keyPem);
            using var rsa = together.GetRSAPrivateKey();
            return rsa is { KeySize: < LeastRsaBits } ? $"has {rsa.KeySize} bits; {LeastRsaBits} are the least" : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            return "does not belong to the first certificate of the chain, or is of a kind that is not known here (RSA and EC are)";
        }
    }

    private static string? FindFault(string pem, X509Certificate2Collection certificates)
    {
        if (pem.Length > MaxPemLength)
        {
            return $"has at most {MaxPemLength} characters";
        }

        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return "holds something that is no certificate";
        }

        return certificates.Count switch
        {
            0 => "holds no certificate in PEM (-----BEGIN CERTIFICATE-----)",
            > MaxCertificates => $"holds {certificates.Count} certificates; {MaxCertificates} are the most",
            _ => FindOrderFault(certificates),
        };
    }

    /// <summary>The host's own first, then each one's issuer: what servers send, and what clients need it to be.</summary>
    private static string? FindOrderFault(X509Certificate2Collection certificates)
    {
        for (var i = 0; i + 1 < certificates.Count; i++)
        {
            if (!certificates[i].IssuerName.RawData.AsSpan().SequenceEqual(certificates[i + 1].SubjectName.RawData))
            {
                return $"is in the wrong order: certificate {i + 2} ({certificates[i + 1].Subject}) has not issued certificate {i + 1}; the host's own comes first, then its issuers";
            }
        }

        using var path = new X509Chain();
        path.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        path.ChainPolicy.CustomTrustStore.Add(certificates[^1]);
        path.ChainPolicy.ExtraStore.AddRange(certificates);
        path.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        path.ChainPolicy.DisableCertificateDownloads = true;
        path.ChainPolicy.VerificationFlags = X509VerificationFlags.AllFlags;
        path.Build(certificates[0]);
        return path.ChainStatus.Any(s => s.Status.HasFlag(X509ChainStatusFlags.NotSignatureValid))
            ? "holds an issuer that has not signed the certificate before it"
            : null;
    }

    private static PemChain Describe(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames()).ToList();
        if (names.Count == 0 && certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false) is { Length: > 0 } commonName)
        {
            names = [commonName];
        }

        return new PemChain(
            [.. names.Select(n => n.TrimEnd('.').ToLowerInvariant()).Distinct(StringComparer.Ordinal)],
            certificate.NotBefore.ToUniversalTime(),
            certificate.NotAfter.ToUniversalTime(),
            certificate.Issuer,
            certificate.SerialNumber,
            Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)));
    }

    /// <summary>Certificates hold memory outside of .NET.</summary>
    private sealed class Disposable : IDisposable
    {
        public X509Certificate2Collection Certificates { get; } = [];

        public void Dispose()
        {
            foreach (var each in Certificates)
            {
                each.Dispose();
            }
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Farol.Link.Joining;

/// <summary>Whether a certificate is of this installation, for this use, and in its time; the same at both ends.</summary>
internal static class LinkTrust
{
    /// <summary>Clocks of two machines differ; a certificate begins so much before it was made.</summary>
    public static readonly TimeSpan MaxClockSkew = TimeSpan.FromHours(1);

    public static Oid ControlUsage { get; } = new("1.3.6.1.5.5.7.3.1");

    public static Oid GatewayUsage { get; } = new("1.3.6.1.5.5.7.3.2");

    /// <returns>What is wrong with it, in words that follow "its certificate"; <c>null</c>: nothing.</returns>
    public static string? FaultOf(X509Certificate2 certificate, X509Certificate2 authority, Oid usage, DateTimeOffset now)
    {
        using var chain = new X509Chain { ChainPolicy = Policy(authority) };
        chain.ChainPolicy.ApplicationPolicy.Add(usage);
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        if (!chain.Build(certificate) || !chain.ChainElements[^1].Certificate.RawData.AsSpan().SequenceEqual(authority.RawData))
        {
            return "is not of this installation";
        }

        return now > End(certificate) ? $"ended on {End(certificate).UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC"
            : now < Begin(certificate) ? $"begins on {Begin(certificate).UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC: is a clock wrong?"
            : null;
    }

    public static string NameOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    public static DateTimeOffset End(X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime());

    public static DateTimeOffset Begin(X509Certificate2 certificate) => new(certificate.NotBefore.ToUniversalTime());

    /// <summary>Trusts one authority and asks nobody.</summary>
    public static X509ChainPolicy Policy(X509Certificate2 authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(authority);
        return policy;
    }

    public static bool IsAuthority(X509Certificate2 certificate, ReadOnlySpan<byte> fingerprint) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.RawData), fingerprint);
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Farol.Control.Certificates.Acme;

/// <summary>How the authority is reached: by whom the system trusts, or by the authority file alone.</summary>
internal static class AcmeTransport
{
    /// <summary>A chain is 10 KB; nothing that an authority says is much larger.</summary>
    private const int MaxAnswerBytes = 1 << 20;

    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);

    /// <exception cref="AcmeException">The authority file cannot be used.</exception>
    public static HttpClient Create(AcmeOptions options)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (options.AuthorityFile is { } file)
        {
            handler.SslOptions.CertificateChainPolicy = Trust(file);
        }

        var client = new HttpClient(handler) { Timeout = _timeout, MaxResponseContentBufferSize = MaxAnswerBytes };
        // RFC 8555, 6.1: a client says who it is.
        client.DefaultRequestHeaders.UserAgent.ParseAdd("farol");
        return client;
    }

    private static X509ChainPolicy Trust(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AcmeException($"FAROL_ACME_CA_FILE {file} cannot be used: {unusable.Message}", unusable);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw new AcmeException($"FAROL_ACME_CA_FILE {file} holds no certificate in PEM.");
    }
}

using System.Text;
using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>Reads certificates with their chains and keys, on an ordinary thread.</summary>
internal static class TlsCertificateLoader
{
    /// <summary>A chain of four with comments is 10 KB.</summary>
    public const int MaxFileBytes = 1 << 20;

    private const string Beginning = "-----BEGIN CERTIFICATE-----";

    /// <exception cref="TlsConfigurationException">It cannot be used; the message names the file and what to do.</exception>
    public static TlsCertificate Load(TlsCertificateSource source)
    {
        var certificatePem = source.CertificatePem ?? ReadFile(source.CertificateFile!, "certificate");
        var keyPem = source.KeyPem ?? ReadFile(source.KeyFile!, "private key");
        if (source.Passphrase is null && keyPem.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw new TlsConfigurationException($"{KeyLabel(source)}: the private key is encrypted and no passphrase is set; set it, or store the key in clear with mode 0600");
        }

        var opened = Open(source, certificatePem, keyPem);
        try
        {
            return new TlsCertificate(source.Label, Names(source, opened), opened.KeyType, opened.NotBefore, opened.NotAfter) { Handle = opened };
        }
        catch (OpenSslException problem)
        {
            opened.Dispose();
            throw NotReadable(source, problem);
        }
    }

    private static OpenSslCertificate Open(TlsCertificateSource source, string certificatePem, string keyPem)
    {
        // Of what else OpenSSL takes for a certificate, nothing is what an operator means to serve.
        if (!certificatePem.Contains(Beginning, StringComparison.Ordinal))
        {
            throw new TlsConfigurationException($"{source.Label}: no certificate in PEM ({Beginning}) is in it");
        }

        try
        {
            return OpenSslCertificate.Read(Encoding.UTF8.GetBytes(certificatePem), Encoding.UTF8.GetBytes(keyPem), source.Passphrase);
        }
        catch (OpenSslException problem) when (problem.Subject == OpenSslSubject.Certificate)
        {
            throw NotReadable(source, problem);
        }
        catch (OpenSslException problem)
        {
            throw new TlsConfigurationException(problem.Subject switch
            {
                OpenSslSubject.Key when source.Passphrase is not null => $"{KeyLabel(source)}: the private key cannot be read ({problem.Message}); is the passphrase right?",
                OpenSslSubject.Key => $"{KeyLabel(source)}: not a private key in PEM ({problem.Message})",
                _ => $"{KeyLabel(source)}: {problem.Message} of {source.Label}; the server's own certificate comes first in the file, its issuers after it",
            });
        }
    }

    private static string KeyLabel(TlsCertificateSource source) => source.KeyFile ?? source.Label;

    private static TlsConfigurationException NotReadable(TlsCertificateSource source, OpenSslException problem) =>
        new($"{source.Label}: not a certificate in PEM ({problem.Message})");

    private static IReadOnlyList<string> Names(TlsCertificateSource source, OpenSslCertificate certificate)
    {
        var names = source.ServerNames ?? certificate.DnsNames();
        if (names.Count == 0 && certificate.CommonName() is { Length: > 0 } commonName)
        {
            names = [commonName];
        }

        return [.. names.Select(n => n.TrimEnd('.').ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
    }

    /// <exception cref="TlsConfigurationException">It is missing, too large, or may not be read.</exception>
    internal static string ReadFile(string path, string what)
    {
        try
        {
            var file = new FileInfo(path);
            return !file.Exists ? throw new TlsConfigurationException($"{path}: the {what} file does not exist")
                : file.Length > MaxFileBytes ? throw new TlsConfigurationException($"{path}: {file.Length} bytes are too many for a {what}; {MaxFileBytes} are the most")
                : File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new TlsConfigurationException($"{path}: the {what} cannot be read: {problem.Message}");
        }
    }
}

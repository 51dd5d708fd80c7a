using System.Security.Cryptography;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Tests.Tls;

public sealed class TlsCertificateLoaderTests : IDisposable
{
    private readonly TlsFixture _tls = new();

    public void Dispose() => _tls.Dispose();

    [Fact]
    public void Names_and_dates_are_read()
    {
        var until = DateTimeOffset.Parse("2040-05-06T07:08:09Z", null);
        var (certificate, key) = _tls.Certificates.Make(["A.test", "*.b.test"], until: until);
        var made = Load(certificate, key);
        Assert.Equal(["a.test", "*.b.test"], made.ServerNames);
        Assert.Equal(until, made.NotAfter);
        Assert.Null(made.Warning(DateTimeOffset.Parse("2030-01-01T00:00:00Z", null)));
        Assert.EndsWith("expired on 2040-05-06 07:08 UTC; renew it", made.Warning(until), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "RSA")]
    [InlineData(false, "EC")]
    public void The_type_of_the_key_is_read(bool rsa, string expected)
    {
        var (certificate, key) = _tls.Certificates.Make(["a.test"], rsa);
        Assert.Equal(expected, Load(certificate, key).KeyType);
    }

    [Fact]
    public void Without_a_DNS_name_the_most_specific_common_name_is_used()
    {
        var (certificate, key) = _tls.Certificates.Make(["192.0.2.1"], subject: "CN=Site.Test, O=Somebody, CN=outer.test");
        using var read = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(certificate);
        Assert.Equal([read.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.DnsName, forIssuer: false).ToLowerInvariant()], Load(certificate, key).ServerNames);
        Assert.Equal(["site.test"], Load(certificate, key).ServerNames);
        (certificate, key) = _tls.Certificates.Make(["192.0.2.1"], subject: "O=Somebody");
        Assert.Empty(Load(certificate, key).ServerNames);
    }

    [Fact]
    public void A_certificate_that_is_not_valid_yet_says_since_when_it_will_be()
    {
        var (certificate, key) = _tls.Certificates.Make(["a.test"]);
        Assert.StartsWith("site: the certificate is not valid before 2020-01-01 00:00 UTC", Load(certificate, key).Warning(DateTimeOffset.Parse("2019-01-01T00:00:00Z", null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var path = _tls.Write("here.pem", "x");
        Assert.Equal("/not/here.pem: the certificate file does not exist", Refusal(TlsCertificateSource.FromFiles("/not/here.pem", path)));
    }

    [Fact]
    public void A_key_of_another_certificate_is_named()
    {
        var (certificate, _) = _tls.Certificates.Make(["a.test"]);
        var (_, key) = _tls.Certificates.Make(["a.test"]);
        var (certificateFile, keyFile) = (_tls.Write("a.pem", certificate), _tls.Write("b.key", key));
        Assert.Equal(
            $"{keyFile}: the private key does not belong to the first certificate of {certificateFile}; the server's own certificate comes first in the file, its issuers after it",
            Refusal(TlsCertificateSource.FromFiles(certificateFile, keyFile)));
    }

    [Fact]
    public void An_encrypted_key_needs_its_passphrase()
    {
        var (certificate, key) = _tls.Certificates.Make(["a.test"]);
        using var opened = ECDsa.Create();
        opened.ImportFromPem(key);
        var certificateFile = _tls.Write("a.pem", certificate);
        var keyFile = _tls.Write("a.key", opened.ExportEncryptedPkcs8PrivateKeyPem("right", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        Assert.StartsWith($"{keyFile}: the private key is encrypted and no passphrase is set", Refusal(TlsCertificateSource.FromFiles(certificateFile, keyFile)), StringComparison.Ordinal);
        var wrong = Refusal(TlsCertificateSource.FromFiles(certificateFile, keyFile, "guess"));
        Assert.StartsWith($"{keyFile}: the private key cannot be read", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("guess", wrong, StringComparison.Ordinal);
        Assert.Equal(["a.test"], TlsCertificateLoader.Load(TlsCertificateSource.FromFiles(certificateFile, keyFile, "right")).ServerNames);
    }

    [Fact]
    public void What_is_no_PEM_is_named()
    {
        var (certificate, key) = _tls.Certificates.Make(["a.test"]);
        Assert.StartsWith("site: no certificate in PEM", Refusal(TlsCertificateSource.FromMemory("site", "rubbish", key)), StringComparison.Ordinal);
        Assert.StartsWith("site: not a certificate in PEM (", Refusal(TlsCertificateSource.FromMemory("site", "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n", key)), StringComparison.Ordinal);
        Assert.StartsWith("site: no certificate in PEM", Refusal(TlsCertificateSource.FromMemory("site", certificate.Replace("CERTIFICATE", "X509 CERTIFICATE", StringComparison.Ordinal), key)), StringComparison.Ordinal);
        Assert.StartsWith("site: not a private key in PEM", Refusal(TlsCertificateSource.FromMemory("site", certificate, "rubbish")), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_settings_name_the_listener()
    {
        Assert.Equal("listener public: TLS needs 1 to 20000 certificates, 0 are set", Refusal(_tls.ServerOptions()));
        Assert.StartsWith("listener public: ciphers \"NONSENSE\"", Refusal(_tls.ServerOptions(["a.test"]) with { Ciphers = "NONSENSE" }), StringComparison.Ordinal);
        Assert.StartsWith("listener public: client certificates are asked for, but authority_file", Refusal(_tls.ServerOptions(["a.test"]) with { ClientCertificates = ClientCertificateMode.Required }), StringComparison.Ordinal);
        var empty = _tls.Write("empty.pem", "nothing");
        Assert.StartsWith($"{empty}: authority_file of listener public has no certificate",
            Refusal(_tls.ServerOptions(["a.test"]) with { ClientCertificates = ClientCertificateMode.Required, ClientAuthority = TlsAuthoritySource.FromFile(empty) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_is_printed_has_a_secret_in_it()
    {
        var (certificate, key) = _tls.Certificates.Make(["a.test"]);
        var source = TlsCertificateSource.FromMemory("site", certificate, key);
        Assert.Equal("site", source.ToString());
        Assert.DoesNotContain("PRIVATE", $"{_tls.ServerOptions(["a.test"]) with { Certificates = [source] }}", StringComparison.Ordinal);
    }

    private static TlsCertificate Load(string certificate, string key) => TlsCertificateLoader.Load(TlsCertificateSource.FromMemory("site", certificate, key));

    private static string Refusal(TlsCertificateSource source) => Assert.Throws<TlsConfigurationException>(() => TlsCertificateLoader.Load(source)).Message;

    private static string Refusal(TlsServerOptions options) => Assert.Throws<TlsConfigurationException>(() => TlsServerContext.Create(options)).Message;
}

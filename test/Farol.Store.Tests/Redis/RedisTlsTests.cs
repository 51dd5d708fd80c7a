using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Farol.Store.Redis;
using Testing.Support;

namespace Farol.Store.Tests.Redis;

public sealed class RedisTlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TLS_is_spoken_to_a_server_whose_certificate_we_trust_and_to_no_other()
    {
        using var folder = new TemporaryFolder();
        await WriteCertificateAsync(folder);
        using var server = new RedisServer(tls: true,
            "--tls-cert-file", folder.File("cert.pem"), "--tls-key-file", folder.File("key.pem"),
            "--tls-ca-cert-file", folder.File("cert.pem"), "--tls-auth-clients", "no");
        await server.StartAsync();
        var options = new RedisOptions { Host = "127.0.0.1", Port = server.Port, Tls = true, TlsAuthorityFile = folder.File("cert.pem") };

        await using (var connection = await RedisConnection.OpenAsync(options, TimeProvider.System, null, Token))
        {
            Assert.Equal("PONG", (await connection.SendAsync("PING")).Text);
        }

        var refused = await Assert.ThrowsAsync<RedisException>(
            () => RedisConnection.OpenAsync(options with { TlsAuthorityFile = null }, TimeProvider.System, null, Token));
        Assert.Equal(RedisFault.Refused, refused.Fault);
        Assert.Contains("TLS", refused.Message);
        await Assert.ThrowsAsync<RedisException>(
            () => RedisConnection.OpenAsync(options with { Tls = false }, TimeProvider.System, null, Token));
    }

    private static async Task WriteCertificateAsync(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(folder.File("cert.pem"), certificate.ExportCertificatePem(), Token);
        await File.WriteAllTextAsync(folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem(), Token);
    }
}

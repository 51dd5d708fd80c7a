using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Forwarding;

namespace Farol.Gateway.Tests.Tls;

/// <summary>What OpenSSL's own client says of the running gateway.</summary>
public sealed class OpenSslClientTests : IDisposable
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    private const string Request = "GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n";

    private readonly TlsFixture _tls = new();

    public void Dispose() => _tls.Dispose();

    [Theory]
    [InlineData("-tls1_2", "TLSv1.2")]
    [InlineData("-tls1_3", "TLSv1.3")]
    public async Task A_session_resumes(string version, string name)
    {
        await using var gateway = Gateway(out var backend);
        using var held = backend;
        var session = _tls.Write("session", "");
        var first = await ClientAsync(gateway, version, "-sess_out", session, "-ign_eof");
        Assert.Contains($"New, {name}", first, StringComparison.Ordinal);
        Assert.Contains("hello", first, StringComparison.Ordinal);
        Assert.Contains("Verify return code: 0 (ok)", first, StringComparison.Ordinal);
        var second = await ClientAsync(gateway, version, "-sess_in", session, "-ign_eof");
        Assert.Contains($"Reused, {name}", second, StringComparison.Ordinal);
        Assert.Contains("hello", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_versions_and_renegotiation_are_refused()
    {
        await using var gateway = Gateway(out var backend);
        using var held = backend;
        Assert.Contains("Cipher is (NONE)", await ClientAsync(gateway, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"), StringComparison.Ordinal);
        var (_, output, error) = await Command.RunAsync("openssl", Arguments(gateway, "-tls1_2"), "R\n" + Request);
        Assert.Contains("no renegotiation", output + error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_end_is_said_in_TLS_too()
    {
        await using var gateway = Gateway(out var backend);
        using var held = backend;
        var (_, output, error) = await Command.RunAsync("openssl", Arguments(gateway, "-tls1_3", "-ign_eof", "-msg"), Request);
        Assert.Contains("warning close_notify", output, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected eof", output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.test", "ECDHE-ECDSA-AES128-GCM-SHA256", "ecdsa")]
    [InlineData("a.test", "ECDHE-RSA-AES128-GCM-SHA256", "rsa")]
    [InlineData("b.test", "ECDHE-ECDSA-AES128-GCM-SHA256", "ecdsa")]
    [InlineData("b.test", "ECDHE-RSA-AES128-GCM-SHA256", "rsa")]
    public async Task One_name_may_have_a_certificate_for_each_type_of_key(string name, string cipher, string kind)
    {
        using var backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        // The first two are the default, the others are chosen by name.
        var certificates = from host in new[] { "a.test", "b.test" } from rsa in new[] { false, true } select (host, rsa);
        await using var gateway = new GatewayUnderTest(document with
        {
            Listeners = [document.Listeners[0] with { Tls = new ListenerTlsSection() }],
            Certificates = [.. certificates.Select(c => Section(c.host, c.rsa))],
        });
        var (_, output, _) = await Command.RunAsync("openssl", ["s_client", "-connect", $"127.0.0.1:{gateway.Port}", "-tls1_2", "-cipher", cipher, "-servername", name], Request);
        Assert.Contains($"subject=CN = {kind} {name}", output, StringComparison.Ordinal);
        Assert.Contains($"Cipher is {cipher}", output, StringComparison.Ordinal);
    }

    private CertificateSection Section(string host, bool rsa)
    {
        var (certificate, key) = _tls.Certificates.Make([host], rsa, subject: $"CN={(rsa ? "rsa" : "ecdsa")} {host}");
        return new CertificateSection { Name = $"{host}-{rsa}", CertificatePem = certificate, KeyPem = key };
    }

    private static string[] Arguments(GatewayUnderTest gateway, params string[] options) =>
        ["s_client", "-connect", $"127.0.0.1:{gateway.Port}", "-servername", "a.test", .. options];

    private async Task<string> ClientAsync(GatewayUnderTest gateway, params string[] options)
    {
        var (_, output, error) = await Command.RunAsync("openssl", Arguments(gateway, ["-CAfile", _tls.AuthorityFile, .. options]), Request);
        return output + error;
    }

    private GatewayUnderTest Gateway(out RawBackend backend)
    {
        backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        var (certificate, key) = _tls.Certificates.Make(["a.test"]);
        return new GatewayUnderTest(document with
        {
            Listeners = [document.Listeners[0] with { Tls = new ListenerTlsSection() }],
            Certificates = [new CertificateSection { Name = "a", CertificatePem = certificate, KeyPem = key }],
        });
    }
}

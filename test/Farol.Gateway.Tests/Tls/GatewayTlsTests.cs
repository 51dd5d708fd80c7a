using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Tests.Tls;

/// <summary>TLS of the running gateway, with clients of the system.</summary>
public sealed class GatewayTlsTests : IDisposable
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

    private readonly TlsFixture _tls = new();

    public void Dispose() => _tls.Dispose();

    [Theory]
    [InlineData("--tlsv1.3")]
    [InlineData("--tls-max", "1.2")]
    public async Task Curl_speaks_through_it(params string[] options)
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(Document(backend.Port));
        var (code, output, error) = await CurlAsync(gateway, "a.test", [.. options, "-w", " %{http_version} %{ssl_verify_result}"]);
        Assert.True(code == 0, error);
        Assert.Equal("hello 1.1 0", output);
        Assert.Equal(1, gateway.Server.Tls.CountersOfListener("http")!.Completed);
        Assert.Contains(("listener", "http", "full", 1L), gateway.Server.Tls.Handshakes());
        Assert.Contains(("listener", "http", "peer_left", 0L), gateway.Server.Tls.Handshakes());
    }

    [Fact]
    public async Task Each_name_gets_its_own_certificate()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(Document(backend.Port));
        foreach (var name in new[] { "a.test", "x.b.test", "y.b.test" })
        {
            var (code, _, error) = await CurlAsync(gateway, name);
            Assert.True(code == 0, error);
        }

        Assert.Equal(60, (await CurlAsync(gateway, "other.test")).Code);
    }

    [Fact]
    public async Task A_renewed_file_is_taken_up_and_a_bad_one_is_not()
    {
        using var backend = RawBackend.Answering(Hello);
        var files = Write("site", "old.test");
        var document = Document(backend.Port) with
        {
            Certificates = [new CertificateSection { Name = "site", CertificateFile = files.Certificate, KeyFile = files.Key }],
        };
        await using var gateway = new GatewayUnderTest(document);
        Assert.Equal(0, (await CurlAsync(gateway, "old.test")).Code);

        _ = Write("site", "new.test", later: TimeSpan.FromSeconds(1));
        gateway.Server.Tls.CheckFiles();
        Assert.Equal(0, (await CurlAsync(gateway, "new.test")).Code);
        Assert.Equal(60, (await CurlAsync(gateway, "old.test")).Code);

        await File.WriteAllTextAsync(files.Key, "no key", TestContext.Current.CancellationToken);
        gateway.Server.Tls.CheckFiles();
        Assert.Equal(0, (await CurlAsync(gateway, "new.test")).Code);

        // A change of something else goes through though the file is bad.
        gateway.Apply(document with { Pools = [document.Pools[0] with { PanicPercent = 10 }] });
        Assert.Equal(0, (await CurlAsync(gateway, "new.test")).Code);

        var refused = Assert.Throws<TlsConfigurationException>(() => gateway.Apply(document with
        {
            Listeners = [document.Listeners[0] with { Tls = new ListenerTlsSection { MinimumVersion = Configuration.Gateway.TlsVersion.Tls13 } }],
        }));
        Assert.Contains(files.Key, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backends_are_spoken_to_over_TLS_and_sessions_resume()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
        await using var inner = new GatewayUnderTest(Document(backend.Port));
        await using var outer = new GatewayUnderTest(ToBackend(inner.Port, "a.test"), loops: 1);
        using var client = new HttpClient();
        var counters = outer.Server.Tls.CountersOfPool("web")!;
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("hello", await client.GetStringAsync(outer.Address, TestContext.Current.CancellationToken));
        }

        Assert.Equal(4, counters.Completed);
        Assert.True(counters.Resumed >= 2, $"{counters.Resumed} of {counters.Completed} resumed");
    }

    [Fact]
    public async Task A_backend_with_another_name_is_not_believed()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var inner = new GatewayUnderTest(Document(backend.Port));
        await using var outer = new GatewayUnderTest(ToBackend(inner.Port, "not-a.test"));
        using var client = new HttpClient();
        using var answer = await client.GetAsync(outer.Address, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.NotEqual(0, outer.Server.Tls.CountersOfPool("web")!.Failed(HandshakeFailure.CertificateRefused));
    }

    private Task<(int Code, string Output, string Error)> CurlAsync(GatewayUnderTest gateway, string host, params IEnumerable<string> options) =>
        Command.RunAsync("curl", ["-sS", "--max-time", "10", "--cacert", _tls.AuthorityFile, "--http1.1", "--resolve", $"{host}:{gateway.Port}:127.0.0.1", .. options, $"https://{host}:{gateway.Port}/"]);

    private GatewayDocument ToBackend(int port, string name)
    {
        var document = GatewayUnderTest.InFrontOf(port);
        return document with
        {
            // A connection each, so that sessions have something to spare.
            Pools = [document.Pools[0] with { KeepAlive = new KeepAliveSection { Enabled = false }, Tls = new BackendTlsSection { ServerName = name, AuthorityFile = _tls.AuthorityFile } }],
        };
    }

    private GatewayDocument Document(int backend)
    {
        var document = GatewayUnderTest.InFrontOf(backend);
        return document with
        {
            Listeners = [document.Listeners[0] with { Tls = new ListenerTlsSection() }],
            Certificates = [Certificate("a", "a.test"), Certificate("b", "*.b.test")],
        };
    }

    private CertificateSection Certificate(string name, params string[] hosts)
    {
        var (certificate, key) = _tls.Certificates.Make(hosts);
        return new CertificateSection { Name = name, CertificatePem = certificate, KeyPem = key };
    }

    private (string Certificate, string Key) Write(string name, string host, TimeSpan later = default)
    {
        var (certificate, key) = _tls.Certificates.Make([host]);
        var files = (_tls.Write($"{name}.pem", certificate), _tls.Write($"{name}.key", key));
        File.SetLastWriteTimeUtc(files.Item1, File.GetLastWriteTimeUtc(files.Item1) + later);
        return files;
    }
}

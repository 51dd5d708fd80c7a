using System.Net;
using System.Security.Cryptography;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Tls;

namespace Farol.Gateway.Tests.Http2;

/// <summary>HTTP/2 clients of the running gateway: those of the system, and .NET's.</summary>
public sealed class GatewayHttp2Tests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

    [Fact]
    public async Task Curl_speaks_with_prior_knowledge()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        var (code, output, error) = await Command.RunAsync("curl", ["-sS", "--max-time", "10", "--http2-prior-knowledge", "-w", " %{http_version} %{http_code}", gateway.Address.ToString()]);
        Assert.True(code == 0, error);
        Assert.Equal("hello 2 200", output);
    }

    [Fact]
    public async Task Curl_chooses_it_over_TLS()
    {
        using var tls = new TlsFixture();
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(OverTls(tls, GatewayUnderTest.InFrontOf(backend.Port)));
        var (code, output, error) = await Command.RunAsync("curl",
            ["-sS", "--max-time", "10", "--cacert", tls.AuthorityFile, "--http2", "--resolve", $"a.test:{gateway.Port}:127.0.0.1", "-w", " %{http_version}", $"https://a.test:{gateway.Port}/"]);
        Assert.True(code == 0, error);
        Assert.Equal("hello 2", output);
    }

    [Fact]
    public async Task A_listener_without_it_speaks_only_HTTP_1()
    {
        using var tls = new TlsFixture();
        using var backend = RawBackend.Answering(Hello);
        var document = OverTls(tls, GatewayUnderTest.InFrontOf(backend.Port));
        await using var gateway = new GatewayUnderTest(document with { Listeners = [document.Listeners[0] with { Http2 = false }] });
        var (_, output, _) = await Command.RunAsync("curl",
            ["-sS", "--max-time", "10", "--cacert", tls.AuthorityFile, "--http2", "--resolve", $"a.test:{gateway.Port}:127.0.0.1", "-w", " %{http_version}", $"https://a.test:{gateway.Port}/"]);
        Assert.Equal("hello 1.1", output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task H2load_finds_every_answer_good(int connections)
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        var (code, output, error) = await Command.RunAsync("h2load", ["-n", "5000", "-c", $"{connections}", "-m", "20", gateway.Address.ToString()], seconds: 60);
        Assert.True(code == 0, error);
        Assert.Contains("5000 succeeded, 0 failed, 0 errored", output, StringComparison.Ordinal);
        Assert.Contains("status codes: 5000 2xx", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_bodies_cross_both_ways()
    {
        using var backend = new RawBackend(async connection =>
        {
            var head = await connection.ReadUntilAsync("\r\n\r\n");
            var length = int.Parse(head.Split('\n').Single(l => l.StartsWith("content-length", StringComparison.OrdinalIgnoreCase)).Split(':')[1], null);
            var body = Encoding.Latin1.GetBytes(await connection.ReadAsync(length));
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
            await connection.SendAsync(body);
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = Client(gateway);
        var sent = RandomNumberGenerator.GetBytes(5_000_000);
        using var answer = await client.PostAsync("/", new ByteArrayContent(sent), TestContext.Current.CancellationToken);
        Assert.Equal(HttpVersion.Version20, answer.Version);
        Assert.Equal(sent, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Trailers_cross_both_ways()
    {
        var seen = new TaskCompletionSource<string>();
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            seen.SetResult(await connection.ReadUntilAsync("x-sum: 42\r\n\r\n"));
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: grpc-status\r\n\r\n5\r\nhello\r\n0\r\ngrpc-status: 0\r\n\r\n");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "body", TestContext.Current.CancellationToken);
        var (code, output, error) = await Command.RunAsync("nghttp", ["-v", "-t", "10", "--no-content-length", "-H", "te: trailers", "--trailer", "x-sum: 42", "-d", file, gateway.Address.ToString()]);
        File.Delete(file);
        Assert.True(code == 0, error);
        Assert.Contains("4\r\nbody\r\n0\r\n", await seen.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("grpc-status: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_backend_sees_is_one_plain_request()
    {
        var seen = new TaskCompletionSource<string>();
        using var backend = new RawBackend(async connection =>
        {
            seen.SetResult(await connection.ReadUntilAsync("\r\n\r\n"));
            await connection.SendAsync(Hello);
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        var (code, _, error) = await Command.RunAsync("nghttp", ["-t", "10", "-H", "cookie: a=1", "-H", "cookie: b=2", "-H", ":authority: site.test", gateway.Address + "x?y=z"]);
        Assert.True(code == 0, error);
        var lines = (await seen.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.Equal("GET /x?y=z HTTP/1.1", lines[0]);
        Assert.Single(lines, l => l.Equals("host: site.test", StringComparison.OrdinalIgnoreCase));
        Assert.Single(lines, l => l.Equals("cookie: a=1; b=2", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(lines, l => l.StartsWith(':'));
    }

    [Fact]
    public async Task A_slow_stream_does_not_hold_up_another()
    {
        var gate = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            while (true)
            {
                var head = await connection.ReadUntilAsync("\r\n\r\n");
                if (head.StartsWith("GET /slow", StringComparison.Ordinal))
                {
                    await gate.Task;
                }

                await connection.SendAsync(Hello);
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = Client(gateway);
        var slow = client.GetStringAsync("/slow", TestContext.Current.CancellationToken);
        Assert.Equal("hello", await client.GetStringAsync("/fast", TestContext.Current.CancellationToken));
        Assert.False(slow.IsCompleted);
        gate.SetResult();
        Assert.Equal("hello", await slow);
        Assert.Equal(1, gateway.Server.Connections);
    }

    [Fact]
    public async Task A_client_that_gives_up_frees_the_backend()
    {
        var gone = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            try
            {
                await connection.ReadUntilAsync("never");
            }
            finally
            {
                gone.TrySetResult();
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = Client(gateway);
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetStringAsync("/", impatient.Token));
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_early_answer_ends_an_upload_without_a_fault()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = Client(gateway);
        using var answer = await client.PostAsync("/", new ByteArrayContent(new byte[3_000_000]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("no", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Answers_of_the_gateways_own_arrive_whole()
    {
        using var backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        await using var gateway = new GatewayUnderTest(document with { Routes = [document.Routes[0] with { Host = "known.test" }] });
        using var client = Client(gateway);
        using var answer = await client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Contains("no route is for this host", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draining_ends_what_is_under_way_and_then_the_connection()
    {
        var asked = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            asked.TrySetResult();
            await gate.Task;
            await connection.SendAsync(Hello);
        });
        var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = Client(gateway);
        var answer = client.GetStringAsync("/", TestContext.Current.CancellationToken);
        await asked.Task;
        var stopped = gateway.Server.StopAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        gate.SetResult();
        Assert.Equal("hello", await answer);
        await stopped.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        gateway.Server.Dispose();
    }

    internal static GatewayDocument OverTls(TlsFixture tls, GatewayDocument document)
    {
        var (certificate, key) = tls.Certificates.Make(["a.test", "127.0.0.1", "localhost"]);
        return document with
        {
            Listeners = [document.Listeners[0] with { Tls = new ListenerTlsSection() }],
            Certificates = [new CertificateSection { Name = "a", CertificatePem = certificate, KeyPem = key }],
        };
    }

    private static HttpClient Client(GatewayUnderTest gateway) => new()
    {
        BaseAddress = gateway.Address,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = TimeSpan.FromSeconds(20),
    };
}

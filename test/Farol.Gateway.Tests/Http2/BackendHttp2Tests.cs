using System.Net;
using System.Security.Cryptography;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Tls;

namespace Farol.Gateway.Tests.Http2;

/// <summary>Pools whose backends speak HTTP/2: here another gateway, which speaks HTTP/1.1 to the backend behind it.</summary>
public sealed class BackendHttp2Tests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

    [Fact]
    public async Task Many_requests_share_one_connection()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var inner = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        await using var outer = new GatewayUnderTest(OverHttp2(inner.Port), loops: 1);
        var (code, output, error) = await Command.RunAsync("h2load", ["-n", "2000", "-c", "4", "-m", "10", outer.Address.ToString()], seconds: 60);
        Assert.True(code == 0, error);
        Assert.Contains("status codes: 2000 2xx", output, StringComparison.Ordinal);
        Assert.InRange(inner.Server.Connections, 1, 2);
    }

    [Fact]
    public async Task Over_TLS_it_is_agreed_on_by_ALPN()
    {
        using var tls = new TlsFixture();
        using var backend = RawBackend.Answering(Hello);
        await using var inner = new GatewayUnderTest(GatewayHttp2Tests.OverTls(tls, GatewayUnderTest.InFrontOf(backend.Port)));
        var document = OverHttp2(inner.Port);
        await using var outer = new GatewayUnderTest(document with
        {
            Pools = [document.Pools[0] with { Tls = new BackendTlsSection { ServerName = "a.test", AuthorityFile = tls.AuthorityFile } }],
        });
        using var client = new HttpClient();
        Assert.Equal("hello", await client.GetStringAsync(outer.Address, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Large_bodies_cross_both_ways(bool isCounted)
    {
        using var backend = new RawBackend(async connection =>
        {
            var head = await connection.ReadUntilAsync("\r\n\r\n");
            var counted = head.Split('\n').SingleOrDefault(l => l.StartsWith("content-length", StringComparison.OrdinalIgnoreCase));
            var body = counted is null ? await ReadChunksAsync(connection) : await connection.ReadAsync(int.Parse(counted.Split(':')[1], null));
            await connection.SendAsync(counted is null ? $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n" : $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        });
        await using var inner = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        await using var outer = new GatewayUnderTest(OverHttp2(inner.Port));
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var sent = RandomNumberGenerator.GetBytes(2_000_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, outer.Address) { Content = new ByteArrayContent(sent) };
        request.Headers.TransferEncodingChunked = !isCounted;
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(sent, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Trailers_cross_from_client_to_backend_and_back()
    {
        var seen = new TaskCompletionSource<string>();
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            seen.SetResult(await connection.ReadUntilAsync("x-sum: 42\r\n\r\n"));
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\ngrpc-status: 0\r\n\r\n");
        });
        await using var inner = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        await using var outer = new GatewayUnderTest(OverHttp2(inner.Port));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "body", TestContext.Current.CancellationToken);
        var (code, output, error) = await Command.RunAsync("nghttp", ["-v", "-t", "10", "--no-content-length", "-H", "te: trailers", "--trailer", "x-sum: 42", "-d", file, outer.Address.ToString()]);
        File.Delete(file);
        Assert.True(code == 0, error);
        Assert.Contains("body", await seen.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("grpc-status: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_is_gone_or_does_not_speak_it_is_502()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        });
        await using var outer = new GatewayUnderTest(OverHttp2(backend.Port));
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var answer = await client.GetAsync(outer.Address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    [Fact]
    public async Task A_client_that_gives_up_ends_only_its_stream()
    {
        var gone = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            var head = await connection.ReadUntilAsync("\r\n\r\n");
            if (head.StartsWith("GET /quick", StringComparison.Ordinal))
            {
                await connection.SendAsync(Hello);
                return;
            }

            try
            {
                await connection.ReadUntilAsync("never");
            }
            finally
            {
                gone.TrySetResult();
            }
        });
        await using var inner = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        await using var outer = new GatewayUnderTest(OverHttp2(inner.Port), loops: 1);
        using var client = new HttpClient { BaseAddress = outer.Address, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetStringAsync("/slow", impatient.Token));
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal("hello", await client.GetStringAsync("/quick", TestContext.Current.CancellationToken));
        Assert.Equal(1, inner.Server.Connections);
    }

    [Fact]
    public async Task A_pool_may_change_what_it_speaks()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var inner = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        var (plain, shared) = (GatewayUnderTest.InFrontOf(inner.Port), OverHttp2(inner.Port));
        await using var outer = new GatewayUnderTest(plain, loops: 1);
        using var client = new HttpClient { BaseAddress = outer.Address };
        foreach (var document in new[] { shared, plain, shared })
        {
            Assert.Equal("hello", await client.GetStringAsync("/", TestContext.Current.CancellationToken));
            outer.Apply(document);
            Assert.Equal("hello", await client.GetStringAsync("/", TestContext.Current.CancellationToken));
        }

        // One of each kind: what was open before is used again.
        Assert.Equal(2, inner.Server.Connections);
    }

    private static async Task<string> ReadChunksAsync(RawConnection connection)
    {
        var body = new StringBuilder();
        while (true)
        {
            var line = await connection.ReadUntilAsync("\r\n");
            var size = Convert.ToInt32(line.Trim(), 16);
            body.Append(await connection.ReadAsync(size));
            await connection.ReadUntilAsync("\r\n");
            if (size == 0)
            {
                return body.ToString();
            }
        }
    }

    private static GatewayDocument OverHttp2(int port)
    {
        var document = GatewayUnderTest.InFrontOf(port);
        return document with { Pools = [document.Pools[0] with { Protocol = BackendProtocol.Http2 }] };
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Forwarding;
using Testing.Support;

namespace Farol.Gateway.Tests.Compression;

/// <summary>Compressing what a backend left plain, over real sockets.</summary>
public sealed class CompressionTests
{
    private static readonly string _text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i * 7919 % 1000}\n"));

    private static string Counted(string fields, string body) => $"HTTP/1.1 200 OK\r\n{fields}Content-Length: {body.Length}\r\n\r\n{body}";

    private static GatewayDocument Compressing(int port)
    {
        var document = GatewayUnderTest.InFrontOf(port);
        return document with { Routes = [document.Routes[0] with { Compression = new CompressionSection() }] };
    }

    private static async Task<(string Head, string Body)> AskAsync(string response, string fields = "Accept-Encoding: gzip, br\r\n", string method = "GET", string version = "1.1")
    {
        using var backend = RawBackend.Answering(response);
        await using var gateway = new GatewayUnderTest(Compressing(backend.Port));
        using var client = await gateway.ConnectAsync();
        await client.SendAsync($"{method} / HTTP/{version}\r\nHost: h\r\nConnection: close\r\n{fields}\r\n");
        var parts = (await client.ReadToEndAsync()).Split("\r\n\r\n", 2);
        return (parts[0] + "\r\n", parts[1]);
    }

    private static string Decoded(string head, string body)
    {
        var bytes = new MemoryStream(Encoding.Latin1.GetBytes(head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal) ? Joined(body) : body));
        using Stream stream = head.Contains("Content-Encoding: br", StringComparison.Ordinal) ? new BrotliStream(bytes, CompressionMode.Decompress) : new GZipStream(bytes, CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static string Joined(string chunked)
    {
        var all = new StringBuilder();
        while (true)
        {
            var line = chunked.IndexOf("\r\n", StringComparison.Ordinal);
            var size = int.Parse(chunked.AsSpan(0, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                Assert.Equal("0\r\n\r\n", chunked);
                return all.ToString();
            }

            all.Append(chunked, line + 2, size);
            chunked = chunked[(line + 2 + size + 2)..];
        }
    }

    [Theory]
    [InlineData("Accept-Encoding: gzip\r\n", "gzip")]
    [InlineData("Accept-Encoding: gzip, br\r\n", "br")]
    public async Task A_body_shrinks_and_is_the_same_again(string fields, string coding)
    {
        var (head, body) = await AskAsync(Counted("Content-Type: Text/HTML; charset=utf-8\r\nETag: \"x\"\r\nAccept-Ranges: bytes\r\nContent-MD5: abc\r\nX-Keep: k\r\n", _text), fields);

        Assert.Contains($"Content-Encoding: {coding}\r\n", head);
        Assert.Contains("Vary: Accept-Encoding\r\n", head);
        Assert.Contains("ETag: W/\"x\"\r\n", head);
        Assert.Contains("X-Keep: k\r\n", head);
        Assert.Contains("Transfer-Encoding: chunked\r\n", head);
        Assert.DoesNotContain("Content-Length", head);
        Assert.DoesNotContain("Accept-Ranges", head);
        Assert.DoesNotContain("Content-MD5", head);
        Assert.DoesNotContain("ETag: \"x\"", head);
        Assert.InRange(body.Length, 1, _text.Length / 3);
        Assert.Equal(_text, Decoded(head, body));
    }

    [Fact]
    public async Task A_client_of_HTTP_1_0_reads_until_the_end()
    {
        var (head, body) = await AskAsync(Counted("Content-Type: text/css\r\n", _text), version: "1.0");

        Assert.DoesNotContain("Transfer-Encoding", head);
        Assert.Contains("Connection: close\r\n", head);
        Assert.Equal(_text, Decoded(head, body));
    }

    [Fact]
    public async Task A_chunked_body_is_compressed_with_its_trailers_kept()
    {
        using var backend = RawBackend.Answering($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{_text.Length:x}\r\n{_text}\r\n0\r\nX-Sum: 1\r\n\r\n");
        await using var gateway = new GatewayUnderTest(Compressing(backend.Port));
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nTE: trailers\r\nConnection: TE\r\nAccept-Encoding: gzip\r\n\r\n");

        var head = await client.ReadUntilAsync("\r\n\r\n");
        var body = await client.ReadUntilAsync("\r\n0\r\nX-Sum: 1\r\n\r\n");

        Assert.Equal(_text, Decoded(head, body.Replace("0\r\nX-Sum: 1\r\n\r\n", "0\r\n\r\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Content-Type: image/png\r\n", false)]
    [InlineData("", false)]
    [InlineData("Content-Type: text/html\r\nContent-Encoding: zstd\r\n", false)]
    [InlineData("Content-Type: text/html\r\nCache-Control: public, No-Transform\r\n", false)]
    [InlineData("Content-Type: application/jsonx\r\n", false)]
    [InlineData("Content-Type: text/html\r\nVary: accept-encoding, Cookie\r\n", true)]
    public async Task What_is_not_of_its_kind_passes_as_it_is(string fields, bool isCompressed)
    {
        var (head, body) = await AskAsync(Counted(fields, _text));

        Assert.Equal(isCompressed, head.Contains("Content-Encoding: br\r\n", StringComparison.Ordinal));
        Assert.DoesNotContain("Vary: Accept-Encoding", head);
        Assert.Equal(isCompressed, body != _text);
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\nContent-Type: text/html\r\n\r\n")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Type: text/html\r\nContent-Length: 5000\r\nETag: \"x\"\r\n\r\n")]
    public async Task An_answer_without_a_body_passes_as_it_is(string response)
    {
        var (head, body) = await AskAsync(response);

        Assert.DoesNotContain("Content-Encoding", head);
        Assert.Equal("", body);
    }

    [Fact]
    public async Task A_part_of_a_body_passes_as_it_is()
    {
        var (head, body) = await AskAsync("HTTP/1.1 206 Partial Content\r\nContent-Type: text/html\r\nContent-Range: bytes 0-4999/9000\r\nContent-Length: 5000\r\n\r\n" + _text[..5000]);

        Assert.DoesNotContain("Content-Encoding", head);
        Assert.Equal(_text[..5000], body);
    }

    [Theory]
    [InlineData("Accept-Encoding: identity\r\n", 5000, true)]
    [InlineData("Accept-Encoding: gzip;q=0\r\n", 5000, true)]
    [InlineData("", 5000, true)]
    [InlineData("Accept-Encoding: gzip\r\n", 1000, false)]
    [InlineData("Accept-Encoding: gzip\r\nCache-Control: no-transform\r\n", 5000, false)]
    public async Task Who_does_not_want_it_gets_it_plain_and_caches_are_told(string fields, int size, bool varies)
    {
        var (head, body) = await AskAsync(Counted("Content-Type: text/html\r\nETag: \"x\"\r\n", _text[..size]), fields);

        Assert.Equal(varies, head.Contains("Vary: Accept-Encoding\r\n", StringComparison.Ordinal));
        Assert.DoesNotContain("Content-Encoding", head);
        Assert.Contains("ETag: \"x\"\r\n", head);
        Assert.Equal(_text[..size], body);
    }

    [Fact]
    public async Task A_head_alone_passes_as_it_is()
    {
        var (head, body) = await AskAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n", method: "HEAD");

        Assert.Contains("Content-Length: 5000\r\n", head);
        Assert.Equal("", body);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Each_event_of_a_stream_comes_before_the_next_is_sent(string coding)
    {
        var next = new SemaphoreSlim(0);
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var i = 0; i < 5; i++)
            {
                await connection.SendAsync($"9\r\ndata: {i}\n\n\r\n");
                await next.WaitAsync(TestContext.Current.CancellationToken);
            }

            await connection.SendAsync("0\r\n\r\n");
        });
        await using var gateway = new GatewayUnderTest(Compressing(backend.Port));
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All }) { BaseAddress = gateway.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept-Encoding", coding } } };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal($"data: {i}", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
            Assert.Equal("", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
            _ = next.Release();
        }

        Assert.Null(await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_that_reads_nothing_holds_the_backend_back()
    {
        var sent = 0L;
        var noise = new byte[64 * 1024];
        new Random(1).NextBytes(noise);
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            while (Interlocked.Read(ref sent) < 64L << 20)
            {
                await connection.SendAsync(noise);
                _ = Interlocked.Add(ref sent, noise.Length);
            }
        });
        await using var gateway = new GatewayUnderTest(Compressing(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");

        var before = -1L;
        await Eventually.True(
            async () =>
            {
                var now = Interlocked.Read(ref sent);
                await Task.Delay(300, TestContext.Current.CancellationToken);
                var stands = now > 0 && now == before;
                before = now;
                return stands;
            },
            "the backend stands still");

        Assert.InRange(before, 1, (64L << 20) - 1);
    }

    [Theory]
    [InlineData("--http1.1")]
    [InlineData("--http1.0")]
    [InlineData("--http2-prior-knowledge")]
    public async Task Curl_reads_it(string version)
    {
        using var backend = RawBackend.Answering(Counted("Content-Type: text/plain\r\n", _text));
        await using var gateway = new GatewayUnderTest(Compressing(backend.Port));
        foreach (var coding in new[] { "gzip", "br" })
        {
            using var curl = Process.Start(new ProcessStartInfo("curl", ["-sS", version, "--compressed", "-H", $"Accept-Encoding: {coding}", gateway.Address.ToString()]) { RedirectStandardOutput = true })!;

            Assert.Equal(_text, await curl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
            await curl.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, curl.ExitCode);
        }
    }

    [Fact]
    public async Task A_body_that_is_cut_off_is_cut_off_for_the_client_too()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {_text.Length + 1}\r\n\r\n{_text}");
        });
        await using var gateway = new GatewayUnderTest(Compressing(backend.Port));
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");

        Assert.False((await client.ReadToEndAsync()).EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal));
    }
}

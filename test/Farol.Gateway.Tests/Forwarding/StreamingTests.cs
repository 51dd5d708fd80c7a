using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Testing.Support;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>WebSockets, events, uploads and trailers through the gateway, with common clients and a common server.</summary>
public sealed class StreamingTests : IAsyncLifetime
{
    private KestrelBackend _backend = null!;
    private GatewayUnderTest _gateway = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _backend = await KestrelBackend.StartAsync();
        _gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(_backend.Port));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _backend.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(70_000)]
    [InlineData(3_000_000)]
    public async Task A_web_socket_carries_messages_of_any_size_both_ways(int size)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_gateway.Port}/echo"), Cancellation);
        var message = RandomNumberGenerator.GetBytes(size);

        for (var i = 0; i < 3; i++)
        {
            var sending = socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
            var received = new MemoryStream();
            var buffer = new byte[64 * 1024];
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), Cancellation);
                received.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            await sending;
            Assert.Equal(message, received.ToArray());
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        Assert.Equal("bye", socket.CloseStatusDescription);
        await Eventually.True(() => _gateway.Server.Connections == 0, "the connection is closed when both sides are done");
    }

    [Fact]
    public async Task Another_client_of_web_sockets_is_served_too()
    {
        const string Script = """
            import asyncio, sys, websockets
            async def main():
                async with websockets.connect(sys.argv[1], max_size=None) as ws:
                    for text in ("a", "é" * 50000, "end"):
                        await ws.send(text)
                        got = ""
                        got = await ws.recv()
                        assert got == text, (len(got), len(text))
                    pong = await ws.ping()
                    await pong
                print("ok")
            asyncio.run(main())
            """;
        Assert.SkipUnless((await RunAsync("/usr/bin/python3", ["-c", "import websockets"])).Code == 0, "python3-websockets is not installed");

        var (code, output) = await RunAsync("/usr/bin/python3", ["-c", Script, $"ws://127.0.0.1:{_gateway.Port}/echo"]);

        Assert.Equal((0, "ok\n"), (code, output));
    }

    [Fact]
    public async Task Curl_sees_each_event_before_the_next_is_sent()
    {
        using var curl = Start("curl", ["-sSN", $"{_gateway.Address}events"]);
        for (var i = 0; i < 5; i++)
        {
            _ = _backend.NextEvent.Release();

            Assert.Equal($"data: {i}", await curl.StandardOutput.ReadLineAsync(Cancellation));
            Assert.Equal("", await curl.StandardOutput.ReadLineAsync(Cancellation));
        }

        Assert.Null(await curl.StandardOutput.ReadLineAsync(Cancellation));
        await curl.WaitForExitAsync(Cancellation);
        Assert.Equal(0, curl.ExitCode);
    }

    [Theory]
    [InlineData(10, "--expect100-timeout", "20")]
    [InlineData(20_000_000, "--expect100-timeout", "20")]
    public async Task Curl_uploads_after_it_was_told_to_go_on(int size, params string[] options)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("body"), new byte[size], Cancellation);
        var watch = Stopwatch.StartNew();

        var (code, output) = await RunAsync("curl", ["-sSv", .. options, "-H", "Expect: 100-continue", "-T", folder.File("body"), $"{_gateway.Address}count"]);

        Assert.Equal((0, $"{size}"), (code, output));
        // Untold, curl goes on by itself only after the time given.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 15);
    }

    [Fact]
    public async Task Curl_uploads_what_it_does_not_know_the_length_of()
    {
        using var curl = Start("curl", ["-sS", "-T", "-", $"{_gateway.Address}count"], input: true);
        var piece = new byte[100_000];
        for (var i = 0; i < 30; i++)
        {
            await curl.StandardInput.BaseStream.WriteAsync(piece, Cancellation);
            await curl.StandardInput.BaseStream.FlushAsync(Cancellation);
        }

        curl.StandardInput.Close();

        Assert.Equal("3000000", await curl.StandardOutput.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task Trailers_reach_the_client_though_they_come_byte_by_byte()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            foreach (var one in "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nX-Sum: 4\r\n\r\n")
            {
                await connection.SendAsync(one.ToString());
                await Task.Yield();
            }

            await connection.ReadUntilAsync("never");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nTE: trailers\r\nConnection: TE\r\n\r\n");

        Assert.EndsWith("\r\n0\r\nX-Sum: 4\r\n\r\n", await client.ReadUntilAsync("X-Sum: 4\r\n\r\n"));
    }

    [Theory]
    [InlineData("-k")]
    [InlineData("-q")]
    public async Task A_client_of_HTTP_1_0_is_served(string option)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ab"), "ab (apache2-utils) is not installed");

        var (code, output) = await RunAsync("ab", [option, "-n", "300", "-c", "5", $"{_gateway.Address}count"]);

        Assert.Equal(0, code);
        Assert.Matches(@"Complete requests:\s+300\n", output);
        Assert.Matches(@"Failed requests:\s+0\n", output);
        Assert.DoesNotContain("Non-2xx", output);
    }

    [Fact]
    public async Task A_web_socket_whose_backend_vanishes_ends()
    {
        using var lost = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\nhi");
            connection.Socket.LingerState = new LingerOption(true, 0);
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(lost.Port));
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 101 ", await client.ReadToEndAsync());
        await Eventually.True(() => gateway.Server.Connections == 0, "the client's connection is closed");
    }

    private static Process Start(string program, string[] arguments, bool input = false) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = input,
        StandardOutputEncoding = Encoding.UTF8,
    })!;

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await error;
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output);
    }
}

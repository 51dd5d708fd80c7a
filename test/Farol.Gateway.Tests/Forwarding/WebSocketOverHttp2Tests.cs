using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Farol.Configuration.Gateway;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Testing.Support;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>WebSockets to backends that speak HTTP/2 (RFC 8441), for clients of both kinds.</summary>
public sealed class WebSocketOverHttp2Tests : IAsyncLifetime
{
    private const string Handshake = "GET /await-end HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private KestrelBackend _backend = null!;
    private GatewayUnderTest _gateway = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _backend = await KestrelBackend.StartAsync(HttpProtocols.Http2);
        _gateway = new GatewayUnderTest(InFrontOf(_backend.Port), loops: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _backend.DisposeAsync();
    }

    [Theory]
    [InlineData("1.1", 1)]
    [InlineData("1.1", 3_000_000)]
    [InlineData("2.0", 1)]
    [InlineData("2.0", 3_000_000)]
    public async Task Messages_pass_both_ways_and_both_sides_close(string version, int size)
    {
        using var socket = await ConnectAsync(version, "/echo");
        var message = RandomNumberGenerator.GetBytes(size);
        for (var i = 0; i < 3; i++)
        {
            var sending = socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
            Assert.Equal(message, await ReceiveAsync(socket));
            await sending;
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        Assert.Equal("bye", socket.CloseStatusDescription);
        await Eventually.True(() => _gateway.Registry.All.Sum(b => b.InFlight) == 0, "the exchange is over");
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task The_backend_may_close_first(string version)
    {
        using var socket = await ConnectAsync(version, "/leave");
        var closing = await socket.ReceiveAsync(new byte[16].AsMemory(), Cancellation);
        Assert.Equal(WebSocketMessageType.Close, closing.MessageType);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        await Eventually.True(() => _gateway.Registry.All.Sum(b => b.InFlight) == 0, "the exchange is over");
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_client_that_reads_slowly_holds_up_the_backend(string version)
    {
        // What all kernels on the way hold, and the windows of HTTP/2: far below what the backend has to say.
        const long Held = 48 * 1024 * 1024;
        using var socket = await ConnectAsync(version, "/flood");
        await Eventually.True(() => _backend.Flooded > 0, "the backend sends");
        var buffer = new byte[2048];
        var (received, lead) = (0L, 0L);
        ValueWebSocketReceiveResult part;
        while ((part = await socket.ReceiveAsync(buffer.AsMemory(), Cancellation)).MessageType != WebSocketMessageType.Close)
        {
            received += part.Count;
            lead = Math.Max(lead, _backend.Flooded - received);
        }

        Assert.Equal(KestrelBackend.FloodBytes, received);
        Assert.InRange(lead, 0, Held);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_client_that_vanishes_is_gone_for_the_backend(string version)
    {
        using (var socket = await ConnectAsync(version, "/await-end"))
        {
            await socket.SendAsync("x"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
            socket.Abort();
        }

        Assert.NotEqual(WebSocketState.Open, await _backend.Ended.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        await Eventually.True(() => _gateway.Registry.All.Sum(b => b.InFlight) == 0, "the exchange is over");
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_backend_that_vanishes_ends_only_its_own_stream(string version)
    {
        using var socket = await ConnectAsync(version, "/abort");
        Assert.Equal("first"u8.ToArray(), await ReceiveAsync(socket));
        await socket.SendAsync("go"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        await Assert.ThrowsAsync<WebSocketException>(async () => await socket.ReceiveAsync(new byte[16].AsMemory(), Cancellation));
        using var next = await ConnectAsync(version, "/echo");
        await next.SendAsync("still"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        Assert.Equal("still"u8.ToArray(), await ReceiveAsync(next));
    }

    [Fact]
    public async Task The_end_of_what_a_client_sends_is_passed_on()
    {
        using var client = await _gateway.ConnectAsync();
        await client.SendAsync($"{Handshake}{Key}\r\n");
        Assert.Contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", await client.ReadUntilAsync("\r\n\r\n"), StringComparison.OrdinalIgnoreCase);
        client.Socket.Shutdown(SocketShutdown.Send);
        Assert.NotEqual(WebSocketState.Open, await _backend.Ended.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_backend_that_declines_is_heard(string version)
    {
        using var socket = new ClientWebSocket();
        var declined = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(socket, version, "/decline"));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        Assert.Contains("403", declined.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sec-WebSocket-Key: short\r\n")]
    [InlineData(Key + Key)]
    public async Task A_handshake_without_one_good_key_is_refused(string keys)
    {
        using var client = await _gateway.ConnectAsync();
        await client.SendAsync($"{Handshake}{keys}\r\n");
        var answer = await client.ReadResponseAsync();
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Key", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_takes_none_is_named_and_is_asked_nothing()
    {
        var said = new TaskCompletionSource<string>();
        using var backend = new RawBackend(async connection =>
        {
            // Nothing but the preface and its own settings may come before the backend has said what it takes.
            var before = await connection.ReadUntilAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            await connection.SendAsync("\0\0\0\u0004\0\0\0\0\0");
            said.SetResult(before + await connection.ReadToEndAsync());
        });
        await using (var gateway = new GatewayUnderTest(InFrontOf(backend.Port)))
        {
            using var client = await gateway.ConnectAsync();
            await client.SendAsync($"{Handshake}{Key}\r\n");
            var answer = await client.ReadResponseAsync();
            Assert.StartsWith("HTTP/1.1 502 ", answer, StringComparison.Ordinal);
            Assert.Contains("takes no WebSockets over HTTP/2", answer, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("await-end", await said.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_and_web_sockets_share_a_connection()
    {
        using var socket = await ConnectAsync("1.1", "/echo");
        using var client = new HttpClient { BaseAddress = _gateway.Address };
        Assert.Equal("4", await (await client.PostAsync("/count", new StringContent("body"), Cancellation)).Content.ReadAsStringAsync(Cancellation));
        await socket.SendAsync("x"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        Assert.Equal("x"u8.ToArray(), await ReceiveAsync(socket));
        Assert.Equal(1, _gateway.Registry.All.Sum(b => b.Connections));
    }

    private static GatewayDocument InFrontOf(int port)
    {
        var document = GatewayUnderTest.InFrontOf(port);
        return document with { Pools = [document.Pools[0] with { Protocol = BackendProtocol.Http2 }] };
    }

    private static async Task<byte[]> ReceiveAsync(ClientWebSocket socket)
    {
        var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), Cancellation);
            received.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return received.ToArray();
    }

    private async Task<ClientWebSocket> ConnectAsync(string version, string path)
    {
        var socket = new ClientWebSocket();
        await ConnectAsync(socket, version, path);
        return socket;
    }

    private async Task ConnectAsync(ClientWebSocket socket, string version, string path)
    {
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        timeout.CancelAfter(Eventually.Patience);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_gateway.Port}{path}"), new HttpMessageInvoker(new SocketsHttpHandler()), timeout.Token);
    }
}

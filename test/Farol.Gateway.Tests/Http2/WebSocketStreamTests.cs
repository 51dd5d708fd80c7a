using Farol.Gateway.Tests.Forwarding;

namespace Farol.Gateway.Tests.Http2;

/// <summary>WebSockets over streams of HTTP/2 (RFC 8441), to backends that know the upgrade of HTTP/1.1.</summary>
public sealed class WebSocketStreamTests
{
    [Fact]
    public async Task Bytes_pass_both_ways_until_the_client_ends_it()
    {
        var seen = new TaskCompletionSource<string>();
        var ended = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            seen.SetResult(await connection.ReadUntilAsync("\r\n\r\n"));
            await connection.SendAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\nSec-WebSocket-Protocol: chat\r\n\r\nfirst");
            Assert.Equal("ping", await connection.ReadAsync(4));
            await connection.SendAsync("pong");
            _ = await connection.ReadToEndAsync();
            ended.SetResult();
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = new Http2TestClient(gateway.Port);
        client.Until(() => client.Session.TakesExtendedConnect);
        var stream = client.Open(Connect(), withBody: true);
        client.Until(() => stream.Body.Length == 5);
        Assert.Equal("200", stream[":status"]);
        Assert.Equal("chat", stream["sec-websocket-protocol"]);
        Assert.DoesNotContain(stream.Head, f => f.Name is "sec-websocket-accept" or "upgrade" or "connection");

        var lines = (await seen.Task).Split("\r\n");
        Assert.Equal("GET /live HTTP/1.1", lines[0]);
        Assert.Contains(lines, l => l.Equals("upgrade: websocket", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(lines, l => l.StartsWith("sec-websocket-key: ", StringComparison.OrdinalIgnoreCase) && l.Length == "sec-websocket-key: ".Length + 24);

        client.Send(stream, "ping"u8);
        client.Until(() => stream.Body.Length == 9);
        client.Session.EndData(stream);
        client.Until(() => true);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_backends_end_ends_the_stream_and_not_the_connection()
    {
        using var backend = new RawBackend(async connection =>
        {
            _ = await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nbye");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = new Http2TestClient(gateway.Port);
        client.Until(() => client.Session.TakesExtendedConnect);
        for (var i = 0; i < 3; i++)
        {
            var stream = client.Open(Connect(), withBody: true);
            client.Until(() => stream.ClosedWith is not null);
            Assert.Equal("bye"u8.ToArray(), stream.Body.ToArray());
            Assert.True(stream.InputEnded);
        }
    }

    [Fact]
    public async Task A_backend_that_declines_is_heard()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = new Http2TestClient(gateway.Port);
        client.Until(() => client.Session.TakesExtendedConnect);
        var stream = client.Open(Connect(), withBody: true);
        client.Until(() => stream.InputEnded);
        Assert.Equal("403", stream[":status"]);
    }

    private static Farol.Gateway.Http2.FieldBlock Connect() => Http2Pair.Fields(
        (":method", "CONNECT"), (":protocol", "websocket"), (":scheme", "http"), (":authority", "a.test"), (":path", "/live"), ("sec-websocket-version", "13"), ("sec-websocket-protocol", "chat"));
}

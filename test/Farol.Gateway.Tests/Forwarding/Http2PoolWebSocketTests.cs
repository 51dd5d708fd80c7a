using Farol.Configuration.Gateway;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>A WebSocket that a pool of HTTP/2 cannot take.</summary>
public sealed class Http2PoolWebSocketTests
{
    [Fact]
    public async Task It_is_told_so_at_once()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        await using var gateway = new GatewayUnderTest(document with { Pools = [document.Pools[0] with { Protocol = BackendProtocol.Http2 }] });
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: example.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        var answer = await client.ReadResponseAsync();
        Assert.StartsWith("HTTP/1.1 501 Not Implemented\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("protocol http1", answer, StringComparison.Ordinal);
    }
}

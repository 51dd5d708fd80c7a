using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Forwarding;
using Testing.Support;

namespace Farol.Gateway.Tests.Hosting;

/// <summary>What a connection that is told to end does, by what its client has said so far.</summary>
public sealed class DrainTests : IDisposable
{
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private const byte PingFrame = 6;
    private const byte GoodbyeFrame = 7;

    private static readonly TimeSpan _long = TimeSpan.FromSeconds(30);

    private readonly RawBackend _backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _backend.Dispose();

    [Fact]
    public async Task A_client_that_has_not_asked_yet_may_ask_once()
    {
        await using var gateway = Of(firstRequest: _long);
        using var client = await gateway.ConnectAsync("extra");
        await Eventually.True(() => gateway.Server.Connections == 1, "it is accepted");
        gateway.Apply(Plain());
        await client.SendAsync(Get + Get);
        var answer = await client.ReadResponseAsync();
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_let_go_without_a_reset()
    {
        await using var gateway = Of(firstRequest: TimeSpan.FromMilliseconds(30));
        using var client = await gateway.ConnectAsync("extra");
        await Eventually.True(() => gateway.Server.Connections == 1, "it is accepted");
        gateway.Apply(Plain());
        Assert.Equal(0, await client.Socket.ReceiveAsync(new byte[1], SocketFlags.None, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(15), Cancellation));
    }

    [Fact]
    public async Task A_request_that_stands_in_the_kernel_when_the_change_comes_is_answered()
    {
        const int Clients = 50;
        await using var gateway = Of(firstRequest: _long);
        var clients = new List<RawConnection>();
        for (var i = 0; i < Clients; i++)
        {
            clients.Add(await gateway.ConnectAsync("extra"));
            await clients[i].SendAsync(Get);
            await clients[i].ReadResponseAsync();
        }

        using var held = new HeldLoops(gateway.Server);
        foreach (var client in clients)
        {
            await client.SendAsync(Get);
        }

        var applied = Task.Run(() => gateway.Apply(Plain()), Cancellation);
        await Eventually.True(() => gateway.Server.Current.Revision == 2, "the change has come in");
        held.LetGo();
        await applied.WaitAsync(_long, Cancellation);
        foreach (var client in clients)
        {
            Assert.EndsWith("hello", await client.ReadResponseAsync(), StringComparison.Ordinal);
            client.Dispose();
        }
    }

    [Theory]
    [InlineData(30, 20_000)]
    [InlineData(60_000, 100)]
    public async Task The_gateway_ends_in_time_though_clients_say_nothing(int firstRequestMilliseconds, int drainMilliseconds)
    {
        var gateway = Of(firstRequest: TimeSpan.FromMilliseconds(firstRequestMilliseconds));
        var clients = new List<RawConnection>();
        for (var i = 0; i < 20; i++)
        {
            clients.Add(await gateway.ConnectAsync());
        }

        await gateway.Server.StopAsync(TimeSpan.FromMilliseconds(drainMilliseconds), TimeProvider.System).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        gateway.Server.Dispose();
        foreach (var client in clients)
        {
            Assert.Equal("", await client.ReadToEndAsync());
            client.Dispose();
        }
    }

    [Fact]
    public async Task A_client_of_HTTP_2_is_told_nothing_before_its_first_request()
    {
        await using var gateway = Of(firstRequest: _long);
        using var client = await gateway.ConnectAsync("extra");
        await client.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Frame(type: 4, flags: 0, stream: 0));
        var (type, _) = await FrameAsync(client);
        Assert.Equal(4, type);
        gateway.Apply(Plain());
        await client.SendAsync(Frame(PingFrame, flags: 0, stream: 0, "12345678"));
        Assert.DoesNotContain(GoodbyeFrame, await FramesUntilAsync(client, PingFrame, "12345678"));

        // GET, http, /, and a literal authority of one letter (RFC 7541, appendix A).
        await client.SendAsync(Frame(type: 1, flags: 5, stream: 1, "\x82\x86\x84\x41\x01h"));
        Assert.Contains(GoodbyeFrame, await FramesUntilAsync(client, 0, "hello"));
    }

    private static string Frame(byte type, byte flags, byte stream, string payload = "") => $"\0\0{(char)payload.Length}{(char)type}{(char)flags}\0\0\0{(char)stream}{payload}";

    private static async Task<(byte Type, string Payload)> FrameAsync(RawConnection client)
    {
        var head = await client.ReadAsync(9);
        Assert.Equal(9, head.Length);
        return ((byte)head[3], await client.ReadAsync((head[0] << 16) | (head[1] << 8) | head[2]));
    }

    private static async Task<List<byte>> FramesUntilAsync(RawConnection client, byte type, string payload)
    {
        var types = new List<byte>();
        while (true)
        {
            var frame = await FrameAsync(client);
            if (frame == (type, payload))
            {
                return types;
            }

            types.Add(frame.Type);
        }
    }

    private GatewayUnderTest Of(TimeSpan firstRequest) => new(
        Plain() with { Listeners = [Plain().Listeners[0], new ListenerSection { Name = "extra", Address = "127.0.0.1", Port = 0, Http2 = true }] },
        services: s => s with { FirstRequest = firstRequest });

    private GatewayDocument Plain() => GatewayUnderTest.InFrontOf(_backend.Port);
}

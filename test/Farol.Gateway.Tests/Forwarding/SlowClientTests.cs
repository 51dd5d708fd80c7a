using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Testing.Support;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>Clients that send or read slowly, or not at all; and backends that do, which must not be held against clients.</summary>
public sealed class SlowClientTests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static readonly TimeSpan _beat = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static GatewayDocument With(int port, ClientTimeoutsSection timeouts, int bytesPerSecond = 0)
    {
        var document = GatewayUnderTest.InFrontOf(port);
        return document with
        {
            Gateway = document.Gateway with { Timeouts = timeouts, Limits = new LimitsSection { MinimumBodyBytesPerSecond = bytesPerSecond } },
        };
    }

    private static RawBackend TakingBodies(TimeSpan? after = null, string interim = "") => new(async connection =>
    {
        var head = await connection.ReadUntilAsync("\r\n\r\n");
        await Task.Delay(after ?? TimeSpan.Zero, Cancellation);
        await connection.SendAsync(interim);
        var length = head.Split("\r\n").First(l => l.StartsWith("Content-Length:", StringComparison.Ordinal))[15..];
        _ = await connection.ReadAsync(int.Parse(length, System.Globalization.CultureInfo.InvariantCulture));
        await connection.SendAsync(Hello);
    });

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\n0123")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4\r\n01")]
    public async Task A_body_that_stops_coming_is_cut_off(string rest)
    {
        using var backend = new RawBackend(async connection => await connection.ReadUntilAsync("never"));
        await using var gateway = new GatewayUnderTest(With(backend.Port, new ClientTimeoutsSection { BodyIdle = TimeSpan.FromMilliseconds(150) }));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync($"POST / HTTP/1.1\r\nHost: h\r\n{rest}");

        Assert.StartsWith("HTTP/1.1 408 ", await client.ReadResponseAsync());
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_body_that_drips_is_cut_off()
    {
        using var backend = new RawBackend(async connection => await connection.ReadUntilAsync("never"));
        await using var gateway = new GatewayUnderTest(With(backend.Port, new ClientTimeoutsSection { BodyIdle = TimeSpan.FromMilliseconds(400) }, bytesPerSecond: 1000));
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");

        var answer = client.ReadResponseAsync();
        var sent = 0;
        while (!answer.IsCompleted && sent < 900)
        {
            await client.SendAsync("x");
            sent++;
            await Task.Delay(_beat, Cancellation);
        }

        Assert.InRange(sent, 4, 100);
        Assert.Contains("minimum_body_bytes_per_second", await answer);
    }

    [Fact]
    public async Task A_body_that_comes_fast_enough_passes_however_long_it_takes()
    {
        using var backend = TakingBodies();
        await using var gateway = new GatewayUnderTest(With(backend.Port, new ClientTimeoutsSection { BodyIdle = TimeSpan.FromMilliseconds(300) }, bytesPerSecond: 50));
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 400\r\n\r\n");

        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync(new string('x', 20));
            await Task.Delay(_beat, Cancellation);
        }

        Assert.EndsWith("hello", await client.ReadResponseAsync());
    }

    [Fact]
    public async Task A_backend_that_takes_a_body_slowly_is_not_held_against_the_client()
    {
        using var backend = TakingBodies(after: TimeSpan.FromMilliseconds(800));
        await using var gateway = new GatewayUnderTest(With(backend.Port, new ClientTimeoutsSection { BodyIdle = TimeSpan.FromMilliseconds(150) }, bytesPerSecond: 1_000_000));
        using var client = await gateway.ConnectAsync();
        var body = new string('x', 16 << 20);

        await client.SendAsync($"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.EndsWith("hello", await client.ReadResponseAsync());
    }

    [Fact]
    public async Task Who_waits_to_be_told_to_go_on_is_not_late()
    {
        using var backend = TakingBodies(after: TimeSpan.FromMilliseconds(600), "HTTP/1.1 100 Continue\r\n\r\n");
        await using var gateway = new GatewayUnderTest(With(backend.Port, new ClientTimeoutsSection { BodyIdle = TimeSpan.FromMilliseconds(150) }));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 100 ", await client.ReadUntilAsync("\r\n\r\n"));
        await client.SendAsync("0123");
        Assert.EndsWith("hello", await client.ReadResponseAsync());
    }

    [Fact]
    public async Task Who_was_told_to_go_on_and_does_not_is_late()
    {
        using var backend = TakingBodies(interim: "HTTP/1.1 100 Continue\r\n\r\n");
        await using var gateway = new GatewayUnderTest(With(backend.Port, new ClientTimeoutsSection { BodyIdle = TimeSpan.FromMilliseconds(150) }));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 100 ", await client.ReadUntilAsync("\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 408 ", await client.ReadResponseAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_reads_nothing_is_let_go(bool backendEnds)
    {
        var ended = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            var body = new string('x', 32 << 20);
            try
            {
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {(backendEnds ? body.Length : body.Length * 2L)}\r\n\r\n{body}");
                await connection.ReadToEndAsync();
            }
            finally
            {
                ended.SetResult();
            }
        });
        await using var gateway = new GatewayUnderTest(With(backend.Port, new ClientTimeoutsSection { SendIdle = TimeSpan.FromMilliseconds(200) }));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        await Eventually.True(() => gateway.Server.Connections == 0, "the client's connection is closed");
    }

    [Fact]
    public async Task A_client_that_reads_slowly_gets_everything()
    {
        const int Length = 8 << 20;
        using var backend = RawBackend.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {Length}\r\n\r\n{new string('x', Length)}");
        await using var gateway = new GatewayUnderTest(With(backend.Port, new ClientTimeoutsSection { SendIdle = TimeSpan.FromMilliseconds(250) }));
        using var client = await gateway.ConnectAsync();
        client.Socket.ReceiveBufferSize = 64 * 1024;
        await client.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

        var buffer = new byte[128 * 1024];
        long read = 0;
        for (var i = 0; i < 20; i++)
        {
            read += await client.Socket.ReceiveAsync(buffer, SocketFlags.None, Cancellation);
            await Task.Delay(_beat, Cancellation);
        }

        while (read < Length && await client.Socket.ReceiveAsync(buffer, SocketFlags.None, Cancellation) is > 0 and var count)
        {
            read += count;
        }

        Assert.True(read > Length, $"only {read} bytes came");
    }
}

using System.Globalization;
using System.Net.Sockets;
using Farol.Gateway.Native;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Hosting;
using Testing.Support;
using static Farol.Gateway.Tests.Loop.RingSteps;

namespace Farol.Gateway.Tests.Loop;

/// <summary>Connections that go by io_uring: when they do, and that nothing is lost, mixed up or kept while much and little comes.</summary>
public sealed class SocketRingTests
{
    private const int MaxHeldBytes = 24 * 1024 * 1024;

    public SocketRingTests() => SkipWithoutRing();

    [Fact]
    public async Task Small_messages_go_by_the_ring_and_a_large_one_leaves_it()
    {
        using var backend = Sized();
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await AskAsync(client, 10);
        await AskAsync(client, 10);
        Assert.Equal(2, RingSockets(gateway));
        await AskAsync(client, 1_000_000);
        await Eventually.True(() => RingSockets(gateway) == 1, "the backend's connection has left the ring");
        // It comes back, each time after twice as many.
        for (var i = 0; i < 8; i++)
        {
            await AskAsync(client, 10);
        }

        Assert.Equal(2, RingSockets(gateway));
        client.Dispose();
        await Eventually.True(() => RingSockets(gateway) == 1, "the client's connection is forgotten");
    }

    [Fact]
    public async Task Every_byte_arrives_whatever_the_sizes()
    {
        using var backend = Sized();
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        var most = 0;
        await Parallel.ForAsync(0, 6, TestContext.Current.CancellationToken, async (number, _) =>
        {
            var random = new Random(number);
            using var client = await gateway.ConnectAsync();
            for (var i = 0; i < 150; i++)
            {
                // Mostly small, now and then just at, or far beyond, what a buffer of the ring holds.
                var response = random.Next(10) switch { 0 => random.Next(200_000), 1 => IoUringBuffers.Bytes - 200 + random.Next(300), _ => random.Next(3000) };
                var request = random.Next(8) switch { 0 => random.Next(100_000), 1 => IoUringBuffers.Bytes - 200 + random.Next(300), _ => random.Next(2000) };
                await AskAsync(client, response, request);
                most = Math.Max(most, RingSockets(gateway));
            }
        });
        Assert.InRange(most, 2, int.MaxValue);
    }

    [Fact]
    public async Task A_client_that_does_not_read_stops_the_backend_and_gets_all_of_it_later()
    {
        const int pieceBytes = 1000;
        var sent = 0L;
        var stop = false;
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync(Small);
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            for (var i = 0; !Volatile.Read(ref stop); i++)
            {
                await connection.SendAsync(i.ToString("D8", CultureInfo.InvariantCulture).PadLeft(pieceBytes, '.'));
                Volatile.Write(ref sent, (i + 1) * (long)pieceBytes);
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        await client.ReadResponseAsync();
        // Of this version the answer comes as it is, not in chunks, which may be cut within a piece.
        await client.SendAsync("GET / HTTP/1.0\r\nHost: x\r\n\r\n");
        await client.ReadUntilAsync("\r\n\r\n");
        var (seen, since) = (-1L, DateTime.MinValue);
        await Eventually.True(
            () =>
            {
                var now = Volatile.Read(ref sent);
                (seen, since) = now == seen ? (seen, since) : (now, TimeProvider.System.GetUtcNow().UtcDateTime);
                return TimeProvider.System.GetUtcNow().UtcDateTime - since > TimeSpan.FromMilliseconds(500);
            },
            "the backend is stopped",
            TimeSpan.FromSeconds(60));
        Assert.InRange(seen, 1, MaxHeldBytes);

        Volatile.Write(ref stop, true);
        for (var i = 0; i < seen / pieceBytes; i++)
        {
            await client.ReadUntilAsync(i.ToString("D8", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task More_at_once_than_there_are_buffers_are_all_answered()
    {
        using var backend = RawBackend.Answering(Small);
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        var clients = await Task.WhenAll(Enumerable.Range(0, IoUringBuffers.Offered + IoUringBuffers.Slots).Select(_ => gateway.ConnectAsync()));
        try
        {
            for (var i = 0; i < 5; i++)
            {
                await Task.WhenAll(clients.Select(c => c.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n")));
                foreach (var client in clients)
                {
                    Assert.EndsWith("hello", await client.ReadResponseAsync(), StringComparison.Ordinal);
                }
            }

            Assert.InRange(RingSockets(gateway), clients.Length, int.MaxValue);
        }
        finally
        {
            Array.ForEach(clients, c => c.Dispose());
        }
    }

    [Fact]
    public async Task A_tunnel_whose_ends_both_wait_goes_on_when_one_of_them_reads()
    {
        const int bytes = 12_000_000;
        // It reads nothing while what it says does not go out.
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n");
            for (var piece = await connection.ReadSomeAsync(); piece.Length > 0; piece = await connection.ReadSomeAsync())
            {
                await connection.SendAsync(piece);
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        await client.ReadUntilAsync("\r\n\r\n");
        for (var i = 0; i < 5; i++)
        {
            await client.SendAsync("ping");
            Assert.Equal("ping", await client.ReadAsync(4));
        }

        Assert.Equal(2, RingSockets(gateway));
        var sending = client.SendAsync(Pattern(bytes));
        // Both directions are full before anything is read.
        await Eventually.True(() => sending.IsCompleted || RingSockets(gateway) == 0, "the tunnel is too full for the ring");
        Assert.Equal(Pattern(bytes), await client.ReadAsync(bytes));
        await sending;
    }

    [Fact]
    public async Task Clients_behind_a_crowd_that_is_refused_are_taken_all_the_same()
    {
        using var backend = RawBackend.Answering(Small);
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        const int most = 10;
        await using var gateway = new GatewayUnderTest(document with { Gateway = document.Gateway with { Limits = document.Gateway.Limits with { MaxConnections = most } } }, loops: 1);
        using var client = await gateway.ConnectAsync();
        await AskSmallAsync(client);
        await AskSmallAsync(client);
        Assert.Equal(2, RingSockets(gateway));
        RawConnection[] crowd;
        using (new HeldLoops(gateway.Server))
        {
            crowd = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => gateway.ConnectAsync()));
        }

        // Those that are too many are closed; nobody waits in the queue.
        await Eventually.True(() => crowd.Count(c => c.Socket.Poll(0, SelectMode.SelectRead)) >= crowd.Length - most, "the crowd is seen");
        Array.ForEach(crowd, c => c.Dispose());
    }
}

using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Farol.Gateway.Native;
using Farol.Gateway.Tests.Forwarding;
using Testing.Support;

namespace Farol.Gateway.Tests.Loop;

/// <summary>Connections that go by io_uring: when they do, and that nothing is lost, mixed up or kept on the way there and back.</summary>
public sealed class SocketRingTests
{
    private const string Small = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private const int MaxHeldBytes = 24 * 1024 * 1024;

    public SocketRingTests() => Assert.SkipUnless(IoUring.Refusal() is null, $"no io_uring here: {IoUring.Refusal()}");

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
    public async Task Answers_to_many_requests_at_once_all_arrive_before_the_end()
    {
        const int requests = 2000;
        var body = new string('x', 4000);
        using var backend = RawBackend.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            await client.ReadResponseAsync();
        }

        Assert.Equal(2, RingSockets(gateway));
        var sending = client.SendAsync(string.Concat(Enumerable.Repeat("GET / HTTP/1.1\r\nHost: x\r\n\r\n", requests - 1)) + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        for (var i = 0; i < requests; i++)
        {
            Assert.EndsWith(body, await client.ReadResponseAsync(), StringComparison.Ordinal);
        }

        await sending;
        Assert.Equal("", await client.ReadSomeAsync());
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
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
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
            // Chunked, as its length is not known: the figures stand between the sizes of chunks.
            await client.ReadUntilAsync(i.ToString("D8", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_client_that_has_said_its_last_still_gets_the_answer()
    {
        var answer = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            for (var i = 0; i < 2; i++)
            {
                await connection.ReadUntilAsync("\r\n\r\n");
                await connection.SendAsync(Small);
            }

            await connection.ReadUntilAsync("\r\n\r\n");
            await answer.Task;
            await connection.SendAsync(Small);
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await AskSmallAsync(client);
        await AskSmallAsync(client);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        client.Socket.Shutdown(SocketShutdown.Send);
        await Eventually.True(() => RingSockets(gateway) == 1, "the half-closed connection is epoll's");
        answer.SetResult();
        Assert.EndsWith("hello", await client.ReadResponseAsync(), StringComparison.Ordinal);
        Assert.Equal("", await client.ReadSomeAsync());
    }

    [Fact]
    public async Task A_client_that_is_gone_ends_the_backends_work()
    {
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource<string>();
        using var backend = new RawBackend(async connection =>
        {
            for (var i = 0; i < 2; i++)
            {
                await connection.ReadUntilAsync("\r\n\r\n");
                await connection.SendAsync(Small);
            }

            await connection.ReadUntilAsync("\r\n\r\n");
            begun.SetResult();
            try
            {
                ended.SetResult(await connection.ReadSomeAsync());
            }
            catch (IOException)
            {
                // Reset: it ended, too.
                ended.SetResult("");
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await AskSmallAsync(client);
        await AskSmallAsync(client);
        Assert.Equal(2, RingSockets(gateway));
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        await begun.Task;
        client.Socket.LingerState = new LingerOption(true, 0);
        client.Dispose();
        Assert.Equal("", await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        await Eventually.True(() => gateway.Server.Connections == 0 && RingSockets(gateway) == 0, "nothing of it is left");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_connection_that_the_backend_has_closed_is_not_used_again(string method)
    {
        using var backend = new RawBackend(async connection =>
        {
            for (var i = 0; i < 2; i++)
            {
                await connection.ReadUntilAsync("\r\n\r\n");
                await connection.SendAsync(Small);
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync($"{method} / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            Assert.EndsWith("hello", await client.ReadResponseAsync(), StringComparison.Ordinal);
            if (i % 2 == 1)
            {
                await Eventually.True(() => RingSockets(gateway) == 1, "the gateway has seen the end");
            }
        }

        Assert.Equal(10, backend.Connections);
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

    private static int RingSockets(GatewayUnderTest gateway) => gateway.Server.Loops.Sum(l => l.Loop.RingSockets);

    private static async Task AskSmallAsync(RawConnection client)
    {
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.EndsWith("hello", await client.ReadResponseAsync(), StringComparison.Ordinal);
    }

    /// <summary>Sends so many bytes and wants so many back; both are checked to the last one.</summary>
    private static async Task AskAsync(RawConnection client, int response, int request = 0)
    {
        await client.SendAsync($"POST /{response} HTTP/1.1\r\nHost: x\r\nContent-Length: {request}\r\n\r\n{Pattern(request)}");
        var answer = await client.ReadResponseAsync();
        Assert.True(answer.EndsWith($"\r\n\r\n{Pattern(response)}", StringComparison.Ordinal), $"{response} bytes for {request}: {answer[..Math.Min(answer.Length, 300)]}");
    }

    /// <summary>Answers as many bytes as the path says to who has sent what was expected.</summary>
    private static RawBackend Sized() => new(async connection =>
    {
        while (true)
        {
            var head = await connection.ReadUntilAsync("\r\n\r\n");
            var path = head.Split(' ')[1];
            var length = head.Split("\r\n").First(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))[15..];
            var count = int.Parse(length, CultureInfo.InvariantCulture);
            var body = await connection.ReadAsync(count) == Pattern(count) ? Pattern(int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture)) : "another body than was sent";
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }
    });

    private static string Pattern(int count)
    {
        var text = new StringBuilder(count + 8);
        while (text.Length < count)
        {
            text.Append(CultureInfo.InvariantCulture, $"{text.Length:x} ");
        }

        return text.ToString(0, count);
    }
}

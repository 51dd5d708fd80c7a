using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Hosting;
using Testing.Support;
using static Farol.Gateway.Tests.Loop.RingSteps;

namespace Farol.Gateway.Tests.Loop;

/// <summary>How connections that go by io_uring end: the last answer arrives, and what comes too late is nobody's.</summary>
public sealed class SocketRingEndTests
{
    public SocketRingEndTests() => SkipWithoutRing();

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
    public async Task What_a_backend_says_unasked_is_nobodys_answer_though_it_comes_behind_many_requests()
    {
        const int clients = 100;
        var idle = new ConcurrentBag<RawConnection>();
        using var backend = new RawBackend(async connection =>
        {
            for (var i = 0; i < 3; i++)
            {
                await connection.ReadUntilAsync("\r\n\r\n");
                await connection.SendAsync(Small);
            }

            idle.Add(connection);
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync(Small);
        });
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        var pool = document.Pools[0];
        await using var gateway = new GatewayUnderTest(document with { Pools = [pool with { KeepAlive = pool.KeepAlive with { MaxIdle = clients } }] }, loops: 1);
        var connections = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => gateway.ConnectAsync()));
        for (var i = 0; i < 3; i++)
        {
            // All at once, so that each has a backend connection of its own.
            using (new HeldLoops(gateway.Server))
            {
                await Task.WhenAll(connections.Select(c => c.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n")));
            }

            await Task.WhenAll(connections.Select(c => c.ReadResponseAsync()));
        }

        await Eventually.True(() => idle.Count > clients / 2, "the backend's connections are idle");
        using (new HeldLoops(gateway.Server))
        {
            await Task.WhenAll(connections.Select(c => c.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n")));
            await Task.WhenAll(idle.Select(c => c.SendAsync("HTTP/1.1 408 Unasked\r\nContent-Length: 0\r\n\r\n")));
        }

        var answers = await Task.WhenAll(connections.Select(c => c.ReadResponseAsync()));
        Assert.DoesNotContain(answers, a => a.Contains("Unasked", StringComparison.Ordinal));
        Assert.Contains(answers, a => a.EndsWith("hello", StringComparison.Ordinal));
        Array.ForEach(connections, c => c.Dispose());
    }

    [Fact]
    public async Task A_slow_client_that_says_no_more_gets_the_last_bytes_of_its_answer()
    {
        using var backend = Sized();
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        for (var i = 0; i < 12; i++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 2048 };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, gateway.Port), TestContext.Current.CancellationToken);
            using var client = new RawConnection(socket);
            await AskAsync(client, 10);
            await AskAsync(client, 10);
            var size = 3_000_000 + (i * 1111);
            await client.SendAsync($"POST /{size} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            client.Socket.Shutdown(SocketShutdown.Send);
            var answer = await client.ReadToEndAsync();
            Assert.Equal(size, answer.Length - answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4);
        }
    }
}

using System.Net.Sockets;
using System.Net.WebSockets;
using Farol.Live;
using Microsoft.AspNetCore.Http;
using Testing.Support;

namespace Functional.Tests.Listening;

/// <summary>What any transport owes Kestrel: every byte, in order, at any pace, and an end that both sides notice.</summary>
public sealed class TransportTests
{
    private const int LongBody = 6 * 1024 * 1024;

    [Fact]
    public async Task A_long_upload_waits_for_a_handler_that_is_slow_and_comes_whole()
    {
        TaskCompletionSource read = new();
        long sum = 0;
        await using var server = await WatchedServer.StartAsync(async http =>
        {
            await read.Task;
            var buffer = new byte[10_000];
            for (int count; (count = await http.Request.Body.ReadAsync(buffer)) > 0;)
            {
                sum += buffer.Take(count).Sum(b => b);
            }

            await WatchedServer.AnswerAsync(http, "read");
        });
        using var client = await server.ConnectAsync();
        var body = new string('k', LongBody);
        var sending = client.SayAsync($"POST / HTTP/1.1\r\nHost: test\r\nContent-Length: {LongBody}\r\n\r\n{body}");
        await Eventually.True(() => server.Handled == 1, "the handler has begun");
        Assert.False(sending.IsCompleted);
        read.SetResult();
        await sending;
        Assert.Equal("read", (await client.AnswerAsync()).Body);
        Assert.Equal((long)LongBody * 'k', sum);
    }

    [Fact]
    public async Task A_long_answer_waits_for_a_client_that_is_slow_and_comes_whole()
    {
        var body = string.Concat(Enumerable.Range(0, LongBody).Select(n => (char)('a' + (n % 23))));
        await using var server = await WatchedServer.StartAsync(http => http.Response.WriteAsync(body, TestContext.Current.CancellationToken));
        using var client = await server.ConnectAsync();
        await client.SayAsync("GET / HTTP/1.0\r\nHost: test\r\n\r\n");
        await Eventually.True(() => server.Handled == 1, "the handler has begun");
        MemoryStream all = new();
        var buffer = new byte[100_000];
        for (int count; (count = await client.ReceiveAsync(buffer)) > 0;)
        {
            all.Write(buffer, 0, count);
        }

        Assert.EndsWith(body, System.Text.Encoding.ASCII.GetString(all.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_vanishes_cancels_its_request_and_leaves_nothing()
    {
        TaskCompletionSource cancelled = new();
        await using var server = await WatchedServer.StartAsync(async http =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => cancelled.SetResult(), TaskScheduler.Default);
        });
        using (var client = await server.ConnectAsync())
        {
            await client.SayAsync("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
            await Eventually.True(() => server.Handled == 1, "the handler has begun");
            client.LingerState = new LingerOption(true, 0);
        }

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await Eventually.True(() => server.Watch.Connections == 0, "nothing is left of it");
    }

    [Fact]
    public async Task An_end_that_comes_with_the_request_is_noticed()
    {
        var cancelled = 0;
        await using var server = await WatchedServer.StartAsync(async http =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => Interlocked.Increment(ref cancelled), TaskScheduler.Default);
        });
        List<Socket> clients = [];
        for (var n = 0; n < 50; n++)
        {
            var client = await server.ConnectAsync();
            clients.Add(client);
            client.NoDelay = false;
            await client.SayAsync("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
            client.Shutdown(SocketShutdown.Send);
        }

        await Eventually.True(() => Volatile.Read(ref cancelled) == 50, "each request was told that its client has left");
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_client_that_vanishes_in_the_middle_of_an_answer_is_no_failure_of_who_writes_it()
    {
        TaskCompletionSource<Exception?> ended = new();
        await using var server = await WatchedServer.StartAsync(async http =>
        {
            var piece = new byte[100_000];
            try
            {
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await http.Response.Body.WriteAsync(piece, CancellationToken.None);
                }

                ended.SetResult(null);
            }
            catch (Exception wrong)
            {
                ended.SetResult(wrong);
            }
        });
        using (var client = await server.ConnectAsync())
        {
            await client.SayAsync("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
            Assert.NotEqual(0, await client.ReceiveAsync(new byte[100]));
            client.LingerState = new LingerOption(true, 0);
        }

        Assert.Null(await ended.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        await Eventually.True(() => server.Watch.Connections == 0, "nothing is left of it");
    }

    [Fact]
    public async Task A_server_that_stops_closes_idle_connections()
    {
        var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", _ => "again"));
        using var client = await server.ConnectAsync();
        await client.AskAsync("/");
        await client.AskAsync("/");
        await server.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        Assert.Equal(0, server.Watch.Connections);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Thousands_of_connections_that_come_and_go_leave_nothing()
    {
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", _ => "again"));
        await Parallel.ForEachAsync(Enumerable.Range(0, 3000), TestContext.Current.CancellationToken, async (n, _) =>
        {
            using var client = await server.ConnectAsync();
            if (n % 3 > 0)
            {
                Assert.Equal("whole", await client.AskAsync("/"));
            }

            if (n % 3 > 1)
            {
                Assert.Contains(await client.AskAsync("/"), new[] { "whole", "again" });
                client.LingerState = new LingerOption(true, 0);
            }
        });
        await Eventually.True(() => server.Watch.Connections == 0, "nothing is left of them");
        Assert.Equal(3000, server.Handled + server.Repeated);
    }

    [Fact]
    public async Task A_websocket_speaks_both_ways()
    {
        await using var server = await WatchedServer.StartAsync(async http =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[200_000];
            var count = 0;
            for (ValueWebSocketReceiveResult part = default; !part.EndOfMessage; count += part.Count)
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
            }

            await socket.SendAsync(buffer.AsMemory(0, count), WebSocketMessageType.Binary, true, CancellationToken.None);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", CancellationToken.None);
        });
        using var raw = await server.ConnectAsync();
        var port = ((System.Net.IPEndPoint)raw.RemoteEndPoint!).Port;
        using ClientWebSocket client = new();
        await client.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/"), TestContext.Current.CancellationToken);
        var sent = new byte[150_000];
        new Random(1).NextBytes(sent);
        await client.SendAsync(sent, WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        using MemoryStream got = new();
        var piece = new byte[10_000];
        while (await client.ReceiveAsync(piece, TestContext.Current.CancellationToken) is { MessageType: WebSocketMessageType.Binary } part)
        {
            got.Write(piece, 0, part.Count);
        }

        Assert.Equal(sent, got.ToArray());
        Assert.Equal("done", client.CloseStatusDescription);
    }

    [Fact]
    public async Task A_socket_that_is_taken_goes_on_after_its_request_with_what_came_early()
    {
        Socket? taken = null;
        ReadOnlyMemory<byte> early = default;
        await using var server = await WatchedServer.StartAsync(http =>
        {
            taken = http.Features.Get<ITakeableSocket>()!.Take(out early);
            return Task.CompletedTask;
        });
        using var client = await server.ConnectAsync();
        await client.SayAsync("GET / HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\n\r\nearly");
        await Eventually.True(() => server.Watch.Connections == 0, "the server has done with it");
        Assert.Equal("early", System.Text.Encoding.ASCII.GetString(early.Span));
        var buffer = new byte[100];
        await client.SayAsync("ask");
        Assert.Equal(3, await taken!.ReceiveAsync(buffer));
        await taken!.SayAsync("answer");
        Assert.Equal(6, await client.ReceiveAsync(buffer));
        taken.Dispose();
        Assert.Equal(0, await client.ReceiveAsync(buffer));
    }
}

using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Testing.Support;

namespace Farol.Live.Tests;

/// <summary>A client's connection is taken away from the web server, except where something else may still be on its way there.</summary>
public sealed class TakeoverTests
{
    [Fact]
    public async Task A_clients_connection_leaves_the_web_server_and_goes_on()
    {
        Socket? served = null;
        var ends = 0;
        await using var server = await LiveServer.StartAsync(session: (http, s) =>
        {
            served = http.Features.Get<IConnectionSocketFeature>()!.Socket;
            return s with { Ended = () => ends++ };
        });
        using var client = await server.ConnectAsync();
        await client.NextAsync();
        Assert.True(served!.SafeHandle.IsClosed);

        await client.SayAsync("ping");
        Assert.Equal("pong", (await client.NextAsync()).GetProperty("type").GetString());
        server.View.Publish("alert", new { n = 1 });
        Assert.Equal("alert", (await client.NextAsync()).GetProperty("type").GetString());

        Assert.Equal(0, ends);
        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        await Eventually.True(() => ends == 1, "its end is told once");
    }

    [Fact]
    public async Task A_web_server_from_which_connections_are_taken_complains_of_none()
    {
        await using var server = await LiveServer.StartAsync();
        for (var n = 0; n < 50; n++)
        {
            using var client = await server.ConnectAsync();
            await client.NextAsync();
        }

        // It has ended its part of each when it stops.
        await server.StopAsync();
        Assert.Empty(server.Warnings);
    }

    [Fact]
    public async Task A_connection_that_was_used_for_another_request_is_served_by_the_web_server()
    {
        Socket? served = null;
        var ends = 0;
        await using var server = await LiveServer.StartAsync(session: (http, s) =>
        {
            served = http.Features.Get<IConnectionSocketFeature>()!.Socket;
            return s with { Ended = () => ends++ };
        });
        using var client = await RawClient.ConnectAsync(server.Port, first: "GET /nothing HTTP/1.1\r\nHost: test\r\n\r\n");
        await client.NextAsync();

        Assert.False(served!.SafeHandle.IsClosed);
        server.View.Publish("alert", new { n = 1 });
        Assert.Equal("alert", (await client.NextAsync()).GetProperty("type").GetString());
        await client.SendAsync(8, []);
        await Eventually.True(() => ends == 1, "its end is told once");
    }

    [Fact]
    public async Task What_a_hasty_client_sends_with_its_handshake_is_not_lost()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Port, last: [0x81, 0x84, 0, 0, 0, 0, .. "ping"u8]);

        Assert.Equal("welcome", (await client.NextAsync()).GetProperty("type").GetString());
        Assert.Equal("pong", (await client.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_client_that_has_its_answer_gets_what_is_published_from_then_on()
    {
        await using var server = await LiveServer.StartAsync(session: (_, s) => s with { Welcome = null });
        for (var n = 1; n <= 50; n++)
        {
            using var client = await RawClient.ConnectAsync(server.Port);
            server.View.Publish("alert", new { n });

            Assert.Equal(n, (await client.NextAsync()).GetProperty("seq").GetInt64());
        }
    }

    [Fact]
    public async Task A_message_of_a_client_that_leaves_is_cancelled()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LiveServer.StartAsync(session: (_, s) => s with
        {
            OnMessage = (_, _, cancellationToken) =>
            {
                cancellationToken.Register(() => cancelled.TrySetResult());
                return ValueTask.CompletedTask;
            },
        });
        using (var client = await RawClient.ConnectAsync(server.Port))
        {
            await client.SendAsync(1, Encoding.ASCII.GetBytes("work"));
            await Eventually.True(() => server.Hub.Statistics().MessagesReceived == 1, "it has been read");
        }

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_left_the_web_server_counts_until_its_connection_ends(bool saysGoodbye)
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxClientsPerIdentity = 1 }, session: (_, s) => s with { Identity = "ana" });
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.NextAsync();
        using var second = await server.ConnectAsync();

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await second.ClosedAsync()).Status);
        Assert.Equal((1, 1, 1, 1), Counted(server));
        if (saysGoodbye)
        {
            await client.SendAsync(8, []);
        }
        else
        {
            client.Reset();
        }

        await Eventually.True(() => Counted(server) == (0, 0, 0, 0), () => $"its place is free: {Counted(server)}");
        using var again = await server.ConnectAsync();
        Assert.Equal("welcome", (await again.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_client_whose_cable_is_pulled_is_noticed_by_what_it_does_not_acknowledge()
    {
        var time = new ManualTime();
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxUnacknowledgedSeconds = 1 }, time);
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.NextAsync();
        client.Unplug();

        time.Advance(TimeSpan.FromSeconds(new LiveOptions().HeartbeatSeconds));

        await Eventually.True(() => server.Hub.ClientCount == 0, "the kernel gives up on it");
        Assert.Equal(0, server.Hub.Statistics().ConnectionsStalled);
    }

    [Fact]
    public async Task One_that_is_sent_nothing_is_asked_whether_it_is_there()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxUnacknowledgedSeconds = 1 }, new ManualTime());
        using var client = await RawClient.ConnectAsync(server.Port);
        using var there = await RawClient.ConnectAsync(server.Port);
        await client.NextAsync();
        client.Unplug();

        await Eventually.True(() => server.Hub.ClientCount == 1, "the kernel gives up on it");
        server.View.Publish("alert", new { n = 1 });
        await there.NextAsync();
        Assert.Equal("alert", (await there.NextAsync()).GetProperty("type").GetString());
    }

    /// <summary>As the limits, the statistics, the view and the metrics page know them.</summary>
    private static (int Clients, int Total, int Subscribed, int Metric) Counted(LiveServer server) =>
        (server.Hub.ClientCount, server.Hub.Statistics().TotalConnections, server.View.ClientCount, server.OpenOnTheMetricsPage());
}

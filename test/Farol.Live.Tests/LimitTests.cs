using System.Net;
using System.Net.WebSockets;
using System.Text;
using Testing.Support;

namespace Farol.Live.Tests;

public sealed class LimitTests
{
    [Fact]
    public async Task One_client_too_many_is_closed_with_1008_and_a_freed_place_can_be_taken()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxClients = 2 });
        using var first = await server.ConnectAsync();
        using var second = await server.ConnectAsync();
        await first.NextAsync();
        await second.NextAsync();
        using var third = await server.ConnectAsync();

        var (status, reason) = await third.ClosedAsync();
        await first.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        await Eventually.True(() => server.Hub.Statistics().TotalConnections == 1, "the first has left");
        using var fourth = await server.ConnectAsync();

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, status);
        Assert.Contains("2 clients", reason, StringComparison.Ordinal);
        Assert.Equal("welcome", (await fourth.NextAsync()).GetProperty("type").GetString());
        Assert.Equal(1, server.Hub.Statistics().ConnectionsRefused);
    }

    [Fact]
    public async Task One_login_cannot_take_every_place()
    {
        await using var server = await LiveServer.StartAsync(
            new LiveOptions { MaxClientsPerIdentity = 1 }, session: (http, s) => s with { Identity = http.Request.Query["who"].ToString() });
        using var ana = await server.ConnectAsync("?who=ana");
        await ana.NextAsync();
        using var again = await server.ConnectAsync("?who=ana");
        using var rui = await server.ConnectAsync("?who=rui");

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await again.ClosedAsync()).Status);
        Assert.Equal("welcome", (await rui.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_with_1009()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxMessageBytes = 1000 });
        using var client = await server.ConnectAsync();

        await client.SayAsync(new string(' ', 1000) + "ping" + new string(' ', 100_000));

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, (await client.ClosedAsync()).Status);
        Assert.Equal(0, server.Hub.Statistics().MessagesReceived);
    }

    [Fact]
    public async Task A_message_of_just_the_limit_is_read()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxMessageBytes = 1000 });
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        await client.SayAsync("ping".PadRight(1000));

        Assert.Equal("pong", (await client.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Too_many_messages_close_with_1008()
    {
        var time = new ManualTime();
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxMessagesPerSecond = 2, MaxMessageBurst = 5 }, time);
        using var client = await server.ConnectAsync();
        await client.NextAsync();
        for (var i = 0; i < 5; i++)
        {
            await client.SayAsync("ping");
            Assert.Equal("pong", (await client.NextAsync()).GetProperty("type").GetString());
        }

        time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 2; i++)
        {
            await client.SayAsync("ping");
            Assert.Equal("pong", (await client.NextAsync()).GetProperty("type").GetString());
        }

        await client.SayAsync("ping");

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await client.ClosedAsync()).Status);
    }

    [Fact]
    public async Task Binary_messages_close_with_1003()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await server.ConnectAsync();

        await client.SendAsync([1, 2, 3], WebSocketMessageType.Binary);

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, (await client.ClosedAsync()).Status);
    }

    [Fact]
    public async Task Text_that_is_not_utf8_closes_with_1007()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Port);

        await client.SendAsync(1, [0xC3, 0x28]);

        Assert.Equal(1007, await client.CloseCodeAsync());
        await Eventually.True(() => server.Hub.Statistics().TotalConnections == 0, "its place is free");
    }

    [Fact]
    public async Task A_broken_frame_closes_with_1002()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Port);

        await client.SendAsync(3, []);

        Assert.Equal(1002, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_message_in_pieces_counts_as_one()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxMessageBytes = 100 });
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.NextAsync();
        await client.SendAsync(1, Encoding.UTF8.GetBytes("{\"type\":"), final: false);
        await client.SendAsync(0, Encoding.UTF8.GetBytes("\"ping\"}"));
        var pong = await client.NextAsync();
        await client.SendAsync(1, new byte[90], final: false);
        await client.SendAsync(0, new byte[90]);

        Assert.Equal("pong", pong.GetProperty("type").GetString());
        Assert.Equal(1009, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_frame_over_the_limit_is_the_publishers_mistake()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxFrameBytes = 100 });

        var fault = Assert.Throws<ArgumentException>(() => server.View.Publish("online_total", new string('x', 100)));

        Assert.Contains("MaxFrameBytes", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.View.Sequence);
    }

    [Fact]
    public async Task A_view_too_many_is_refused_by_name()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxViews = 2 });
        server.Hub.OpenView(new LiveViewKey("router"), [LiveServer.Online]);

        var fault = Assert.Throws<InvalidOperationException>(() => server.Hub.OpenView(new LiveViewKey("status"), [LiveServer.Online]));

        Assert.Contains("MaxViews", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_request_is_told_to_upgrade()
    {
        await using var server = await LiveServer.StartAsync();
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{server.Port}/ws/monitor"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public void Settings_that_cannot_be_used_are_all_named()
    {
        var faults = new LiveOptions { MaxClients = 0, HeartbeatSeconds = -1, MaxReplayFrames = 8, MaxQueuedFrames = 9 }.Validate();

        Assert.Equal(["HeartbeatSeconds", "MaxClients", "MaxQueuedFrames"], faults.Select(f => f.Split(' ')[0]));
    }
}

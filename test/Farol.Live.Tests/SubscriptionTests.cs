using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Testing.Support;

namespace Farol.Live.Tests;

/// <summary>One connection that follows several views and steers them by messages.</summary>
public sealed class SubscriptionTests
{
    [Fact]
    public async Task A_connection_can_follow_another_view_and_leave_it_again()
    {
        await using var server = await LiveServer.StartAsync(session: Steered);
        var status = OpenStatus(server);
        status.Publish("status", new { n = 1 });
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        await client.SayAsync("{\"type\":\"subscribe\",\"channel\":\"status\"}");
        var snapshot = await client.UntilAsync(f => Channel(f) == "status");
        status.Publish("status", new { n = 2 });
        var update = (await client.UntilAsync(f => Channel(f) == "status"))[^1];
        await client.SayAsync("{\"type\":\"unsubscribe\",\"channel\":\"status\"}");
        await client.UntilAsync(f => f.GetProperty("type").GetString() == "unsubscribed");
        status.Publish("status", new { n = 3 });
        server.View.Publish("alert", new { n = 4 });

        Assert.Equal(status.Epoch, snapshot[^1].GetProperty("epoch").GetString());
        Assert.Equal(2, update.GetProperty("data").GetProperty("n").GetInt32());
        Assert.Equal("monitor", Channel(await client.NextAsync()));
        Assert.Equal(0, status.ClientCount);
    }

    [Fact]
    public async Task A_paused_view_is_silent_and_goes_on_where_it_stopped()
    {
        await using var server = await LiveServer.StartAsync(session: Steered);
        using var client = await server.ConnectAsync();
        await client.NextAsync();
        await client.SayAsync("{\"type\":\"pause\",\"channel\":\"monitor\"}");
        await client.NextAsync();

        server.View.Publish("online_total", new { n = 1 });
        server.View.Publish("online_total", new { n = 2 });
        await client.SayAsync("ping");
        var whilePaused = await client.NextAsync();
        await client.SayAsync("{\"type\":\"resume\",\"channel\":\"monitor\"}");
        var after = await client.UntilAsync(f => Seq(f) == 2);

        Assert.Equal("pong", whilePaused.GetProperty("type").GetString());
        Assert.Equal([1, 2], after.Where(f => f.GetProperty("type").GetString() == "router_data").Select(Seq));
    }

    [Fact]
    public async Task A_view_paused_for_too_long_goes_on_with_its_current_state()
    {
        await using var server = await LiveServer.StartAsync(
            new LiveOptions { MaxQueuedFrames = 4 }, session: Steered);
        using var client = await server.ConnectAsync();
        await client.NextAsync();
        await client.SayAsync("{\"type\":\"pause\",\"channel\":\"monitor\"}");
        await client.NextAsync();
        for (var n = 1; n <= 10; n++)
        {
            server.View.Publish("online_total", new { n });
        }

        await client.SayAsync("{\"type\":\"resume\",\"channel\":\"monitor\"}");
        var after = await client.UntilAsync(f => Seq(f) == 10);

        Assert.Equal([10], after.Where(f => f.GetProperty("type").GetString() == "router_data").Select(Seq));
        await Eventually.True(() => server.Hub.Statistics().MessagesDropped == 9, "the nine between are counted");
    }

    [Fact]
    public async Task A_filtered_client_is_not_called_slow_for_what_it_did_not_ask_for()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxQueuedFrames = 4 }, session: Steered);
        using var client = await server.ConnectAsync("?types=system_metrics");
        await client.NextAsync();
        await client.SayAsync("{\"type\":\"pause\",\"channel\":\"monitor\"}");
        await client.NextAsync();
        for (var n = 1; n <= 20; n++)
        {
            server.View.Publish(n % 10 == 0 ? "system_metrics" : "online_total", new { n });
        }

        await client.SayAsync("{\"type\":\"resume\",\"channel\":\"monitor\"}");
        var after = await client.UntilAsync(f => Seq(f) == 20);

        Assert.Equal([10, 20], after.Where(f => f.GetProperty("type").GetString() == "router_data").Select(Seq));
        Assert.Equal(0, server.Hub.Statistics().MessagesDropped);
    }

    [Fact]
    public async Task What_a_resumed_client_misses_again_is_counted_from_where_it_resumed()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxQueuedFrames = 4 }, session: Steered);
        for (var n = 1; n <= 10; n++)
        {
            server.View.Publish("online_total", new { n });
        }

        using var client = await server.ConnectAsync($"?since={server.View.Epoch}:2");
        var frames = await client.UntilAsync(f => Seq(f) == 10);

        Assert.Equal([2, 10], frames.Select(Seq));
        await Eventually.True(() => server.Hub.Statistics().MessagesDropped == 7, "3 to 9 are counted");
    }

    [Fact]
    public async Task A_connection_may_not_follow_everything()
    {
        await using var server = await LiveServer.StartAsync(
            new LiveOptions { MaxSubscriptionsPerClient = 1 }, session: Steered);
        OpenStatus(server);
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        await client.SayAsync("{\"type\":\"subscribe\",\"channel\":\"status\"}");

        Assert.Contains("no more than 1", (await client.NextAsync()).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_count_by_channel_and_tell_the_oldest_and_the_newest()
    {
        var time = new ManualTime();
        await using var server = await LiveServer.StartAsync(time: time, session: Steered);
        OpenStatus(server);
        var none = server.Hub.Statistics();
        using var first = await server.ConnectAsync();
        await first.NextAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        using var second = await server.ConnectAsync();
        await second.NextAsync();
        await second.SayAsync("{\"type\":\"subscribe\",\"channel\":\"status\"}");
        await second.NextAsync();

        var statistics = server.Hub.Statistics();

        Assert.Null(none.OldestConnection);
        Assert.Equal(2, statistics.TotalConnections);
        Assert.Equal(2, statistics.Channels["monitor"]);
        Assert.Equal(1, statistics.Channels["status"]);
        Assert.Equal(TimeSpan.FromSeconds(10), statistics.NewestConnection - statistics.OldestConnection);
        Assert.Equal(1, statistics.MessagesReceived);
        await Eventually.True(() => server.Hub.Statistics().MessagesSent == 3, "two welcomes and an answer");
        Assert.True(server.Hub.Statistics().BytesSent > 300);
    }

    private static LiveSession Steered(HttpContext http, LiveSession session)
    {
        var hub = http.RequestServices.GetRequiredService<LiveHub>();
        return session with { OnMessage = (client, message, _) => Steer(hub, client, message) };
    }

    private static ValueTask Steer(LiveHub hub, LiveClient client, LiveMessage message)
    {
        var channel = message.Text("channel")!;
        var view = hub.FindView(new LiveViewKey(channel, "platform", channel == "monitor" ? "r1" : ""))!;
        var error = "";
        var done = message.Type switch
        {
            "subscribe" => client.Subscribe(view, null, null, out error),
            "unsubscribe" => client.Unsubscribe(view),
            "pause" => client.Pause(view),
            "resume" => client.Resume(view),
            _ => false,
        };
        client.Send(done ? message.Type + "d" : "error", new { error });
        return ValueTask.CompletedTask;
    }

    private static LiveView OpenStatus(LiveServer server) =>
        server.Hub.OpenView(new LiveViewKey("status", "platform"), [new LiveTopic("status") { FrameType = "status_update" }]);

    private static string Channel(JsonElement frame) => frame.GetProperty("channel").GetString()!;

    private static long Seq(JsonElement frame) => frame.GetProperty("seq").GetInt64();
}

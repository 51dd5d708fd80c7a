using System.Text;
using System.Text.Json;

namespace Farol.Live.Tests;

public sealed class SequenceTests
{
    [Fact]
    public async Task The_welcome_comes_first_and_every_frame_has_the_five_fields()
    {
        await using var server = await LiveServer.StartAsync();
        server.View.Publish("online_total", new { Online = 7 });
        using var client = await server.ConnectAsync();

        var frames = await client.UntilAsync(f => f.GetProperty("type").GetString() == "router_data");

        Assert.Equal("welcome", frames[0].GetProperty("type").GetString());
        Assert.Equal("hello", frames[0].GetProperty("message").GetString());
        Assert.All(frames, frame =>
        {
            Assert.Equal("monitor", frame.GetProperty("channel").GetString());
            Assert.Equal(server.View.Epoch, frame.GetProperty("epoch").GetString());
            Assert.EndsWith("Z", frame.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
            Assert.True(frame.TryGetProperty("seq", out _));
        });
        Assert.Equal(7, frames[1].GetProperty("data").GetProperty("online").GetInt32());
    }

    [Fact]
    public async Task Publications_count_up_by_one_from_the_snapshots_number()
    {
        await using var server = await LiveServer.StartAsync();
        server.View.Publish("online_total", new { n = 1 });
        server.View.Publish("system_metrics", new { n = 2 });
        server.View.Publish("alert", new { n = 3 });
        using var client = await server.ConnectAsync();
        var snapshot = await client.UntilAsync(f => Seq(f) == 3);

        for (var n = 4; n <= 20; n++)
        {
            Assert.Equal(n, server.View.Publish("online_total", new { n }));
        }

        var live = await client.UntilAsync(f => Seq(f) == 20);

        Assert.Equal([0, 1, 3], snapshot.Select(Seq));
        Assert.Equal(Enumerable.Range(4, 17).Select(n => (long)n), live.Select(Seq));
        Assert.Equal(Enumerable.Range(4, 17), live.Select(f => f.GetProperty("data").GetProperty("n").GetInt32()));
    }

    [Fact]
    public async Task A_snapshot_has_each_topics_latest_state_once_and_no_events()
    {
        await using var server = await LiveServer.StartAsync();
        server.View.Publish("online_total", new { n = "old" });
        server.View.Publish("alert", new { n = "gone" });
        server.View.Publish("system_metrics", new { n = "system" });
        server.View.Publish("online_total", new { n = "new" });
        using var client = await server.ConnectAsync();

        var frames = await client.UntilAsync(f => Seq(f) == 4);

        Assert.Equal(["system", "new"], frames.Skip(1).Select(f => f.GetProperty("data").GetProperty("n").GetString()));
    }

    [Fact]
    public async Task A_change_goes_to_those_who_are_there_and_the_whole_state_to_those_who_come()
    {
        await using var server = await LiveServer.StartAsync();
        server.View.Publish("interfaces_status", new { rows = new[] { 1, 2 } });
        using var there = await server.ConnectAsync();
        await there.UntilAsync(f => Seq(f) == 1);

        server.View.PublishChange("interfaces_update", new { rows = new[] { 9 } }, "interfaces_status", new { rows = new[] { 9, 2 } });
        using var late = await server.ConnectAsync();

        var change = await there.NextAsync();
        var whole = (await late.UntilAsync(f => Seq(f) == 2))[^1];
        Assert.Equal("[9]", Compact(change.GetProperty("data").GetProperty("rows")));
        Assert.Equal("[9,2]", Compact(whole.GetProperty("data").GetProperty("rows")));
    }

    [Fact]
    public async Task All_clients_get_the_same_bytes()
    {
        await using var server = await LiveServer.StartAsync();
        using var first = await server.ConnectAsync();
        using var second = await server.ConnectAsync();
        await first.NextAsync();
        await second.NextAsync();

        server.View.Publish("online_total", new { text = "São Paulo" });

        Assert.Equal(Encoding.UTF8.GetString(await first.NextBytesAsync()), Encoding.UTF8.GetString(await second.NextBytesAsync()));
    }

    [Fact]
    public async Task A_body_without_a_field_of_its_own_stands_beside_the_header()
    {
        await using var server = await LiveServer.StartAsync();
        var view = server.Hub.OpenView(
            new LiveViewKey("status"), [new LiveTopic("flat") { BodyName = null }, new LiveTopic("quoted \"name\"") { BodyName = "b\"" }]);

        view.Publish("flat", new { a = 1 });
        view.Publish("flat", new { });
        view.Publish("quoted \"name\"", 5);

        var frames = Enumerable.Range(0, 3).Select(i => JsonDocument.Parse(view.Ring.At(i)!.Bytes).RootElement).ToList();
        Assert.Equal(1, frames[0].GetProperty("a").GetInt32());
        Assert.Equal(5, frames[1].EnumerateObject().Count());
        Assert.Equal(5, frames[2].GetProperty("b\"").GetInt32());
        Assert.Equal("quoted \"name\"", frames[2].GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_state_that_cannot_be_written_costs_only_those_who_need_it()
    {
        await using var server = await LiveServer.StartAsync();
        using var there = await server.ConnectAsync();
        await there.NextAsync();
        server.View.PublishChange("interfaces_update", new { n = 1 }, "interfaces_status", new Unwritable());
        Assert.Equal(1, Seq(await there.NextAsync()));

        using var late = await server.ConnectAsync();
        var closed = await late.ClosedAsync();
        server.View.Publish("alert", new { n = 2 });

        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.InternalServerError, closed.Status);
        Assert.Equal(2, Seq(await there.NextAsync()));
    }

    private sealed class Unwritable
    {
        public int Value => throw new InvalidOperationException("planted");
    }

    [Fact]
    public async Task A_topic_that_the_view_does_not_have_is_the_publishers_mistake()
    {
        await using var server = await LiveServer.StartAsync();

        var fault = Assert.Throws<ArgumentException>(() => server.View.Publish("nonsense", 1));

        Assert.Contains("nonsense", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.View.Sequence);
    }

    private static long Seq(JsonElement frame) => frame.GetProperty("seq").GetInt64();

    private static string Compact(JsonElement json) => json.GetRawText();
}

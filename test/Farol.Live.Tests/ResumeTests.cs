using System.Text.Json;
using Testing.Support;

namespace Farol.Live.Tests;

public sealed class ResumeTests
{
    [Theory]
    [InlineData(10, new long[] { }, "it has everything")]
    [InlineData(9, new long[] { 10 }, "one was missed")]
    [InlineData(6, new long[] { 7, 8, 9, 10 }, "the oldest that the ring still follows on")]
    [InlineData(5, new long[] { 9, 10 }, "what was missed is gone from the ring: snapshot")]
    [InlineData(0, new long[] { 9, 10 }, "the beginning is gone: snapshot")]
    [InlineData(11, new long[] { 9, 10 }, "a number that was never given: snapshot")]
    public async Task A_client_that_knows_the_epoch_gets_what_it_missed_or_the_snapshot(long since, long[] expected, string why)
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxReplayFrames = 4, MaxQueuedFrames = 4 });
        PublishTen(server.View);
        using var client = await server.ConnectAsync($"?since={server.View.Epoch}:{since}");

        // The ring holds no more than what the client is to get: it has that before another one comes.
        await Eventually.True(() => server.Hub.Statistics().MessagesSent == 1 + expected.Length, why);
        server.View.Publish("alert", new { n = "end" });
        var frames = await client.UntilAsync(f => f.GetProperty("type").GetString() == "alert" && Seq(f) == 11);

        Assert.True(expected.SequenceEqual(frames.Skip(1).SkipLast(1).Select(Seq)), $"{why}: {string.Join(' ', frames.Select(Seq))}");
    }

    [Theory]
    [InlineData("0123456789ab:10")]
    [InlineData("nonsense")]
    [InlineData(":5")]
    [InlineData("EPOCH:-1")]
    [InlineData("EPOCH:99999999999999999999")]
    [InlineData("EPOCH:")]
    public async Task Anything_unusable_means_a_snapshot(string since)
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxReplayFrames = 4, MaxQueuedFrames = 4 });
        PublishTen(server.View);
        using var client = await server.ConnectAsync("?since=" + since.Replace("EPOCH", server.View.Epoch, StringComparison.Ordinal));

        var frames = await client.UntilAsync(f => Seq(f) == 10);

        Assert.Equal([0, 9, 10], frames.Select(Seq));
    }

    [Fact]
    public async Task The_welcome_repeats_the_number_that_the_client_came_with()
    {
        await using var server = await LiveServer.StartAsync();
        PublishTen(server.View);

        using var client = await server.ConnectAsync($"?since={server.View.Epoch}:8");

        Assert.Equal(8, Seq(await client.NextAsync()));
    }

    [Fact]
    public async Task Leaving_in_the_middle_of_a_snapshot_loses_nothing()
    {
        await using var server = await LiveServer.StartAsync();
        PublishTen(server.View);
        long last;
        using (var leaving = await server.ConnectAsync())
        {
            await leaving.NextAsync();
            last = Seq(await leaving.NextAsync());
        }

        using var back = await server.ConnectAsync($"?since={server.View.Epoch}:{last}");
        var frames = await back.UntilAsync(f => Seq(f) == 10);

        Assert.Equal(9, last);
        Assert.Equal([9, 10], frames.Select(Seq));
        Assert.Equal("system_metrics", frames[1].GetProperty("data").GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_resumed_filter_gets_only_its_own()
    {
        await using var server = await LiveServer.StartAsync();
        PublishTen(server.View);

        using var client = await server.ConnectAsync($"?since={server.View.Epoch}:4&types=online_total");
        var frames = await client.UntilAsync(f => Seq(f) == 9);

        Assert.Equal([4, 5, 7, 9], frames.Select(Seq));
    }

    [Fact]
    public async Task A_ring_bounded_by_bytes_forgets_the_oldest()
    {
        await using var server = await LiveServer.StartAsync(new LiveOptions { MaxReplayBytes = 4000, MaxQueuedBytes = 4000 });
        for (var n = 0; n < 5; n++)
        {
            server.View.Publish("online_total", new { text = new string('x', 1000) });
        }

        using var tooOld = await server.ConnectAsync($"?since={server.View.Epoch}:1");
        using var inRing = await server.ConnectAsync($"?since={server.View.Epoch}:2");

        Assert.Equal([0, 5], (await tooOld.UntilAsync(f => Seq(f) == 5)).Select(Seq));
        Assert.Equal([2, 3, 4, 5], (await inRing.UntilAsync(f => Seq(f) == 5)).Select(Seq));
    }

    // Odd numbers are online_total, even ones system_metrics.
    private static void PublishTen(LiveView view)
    {
        for (var n = 1; n <= 10; n++)
        {
            var type = n % 2 == 1 ? "online_total" : "system_metrics";
            view.Publish(type, new { type, n });
        }
    }

    private static long Seq(JsonElement frame) => frame.GetProperty("seq").GetInt64();
}

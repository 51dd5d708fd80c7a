using Testing.Support;

namespace Farol.Live.Tests;

public sealed class SlowClientTests
{
    private const int Publications = 400;
    private static readonly string _filler = new('x', 8000);

    [Fact]
    public async Task A_reader_that_stalls_is_brought_to_the_newest_state_and_every_skipped_update_is_counted()
    {
        await using var server = await LiveServer.StartAsync(Small());
        using var stalled = await RawClient.ConnectAsync(server.Port);
        await stalled.NextAsync();
        await PublishAsync(server, "online_total");

        var got = await ReadToTheLastAsync(stalled);

        Assert.Equal(got.Order(), got);
        Assert.InRange(got.Count, 2, Publications - 1);
        await Eventually.True(() => server.Hub.Statistics().MessagesDropped == Publications - got.Count, "every skipped update is counted");
        Assert.Equal(1, server.Hub.Statistics().SlowClients);
    }

    [Fact]
    public async Task After_catching_up_the_client_follows_frame_by_frame_again()
    {
        await using var server = await LiveServer.StartAsync(Small());
        using var stalled = await RawClient.ConnectAsync(server.Port);
        await stalled.NextAsync();
        await PublishAsync(server, "alert", "system_metrics", "online_total");

        long last = 0;
        while (last < server.View.Sequence)
        {
            var next = (await stalled.NextAsync()).GetProperty("seq").GetInt64();
            Assert.True(next > last, "numbers rise");
            last = next;
        }

        foreach (var topic in (string[])["alert", "system_metrics", "online_total"])
        {
            var sequence = server.View.Publish(topic, new { topic });
            Assert.Equal(sequence, (await stalled.NextAsync()).GetProperty("seq").GetInt64());
        }
    }

    [Fact]
    public async Task A_filtered_client_is_charged_only_for_its_own_topics()
    {
        await using var server = await LiveServer.StartAsync(Small(), session: (http, s) =>
            http.Request.QueryString.HasValue ? s : s with { Types = "system_metrics" });
        using var stalled = await RawClient.ConnectAsync(server.Port);
        await stalled.NextAsync();
        await PublishAsync(server, "online_total", "system_metrics");

        var got = await ReadToTheLastAsync(stalled);

        Assert.InRange(got.Count, 2, Publications - 1);
        await Eventually.True(() => server.Hub.Statistics().MessagesDropped == Publications - got.Count, "only its own topics are counted");
    }

    [Fact]
    public async Task A_client_that_takes_nothing_for_too_long_is_cut_off_and_what_it_was_owed_counts()
    {
        var time = new ManualTime();
        await using var server = await LiveServer.StartAsync(Small(), time);
        using var stalled = await RawClient.ConnectAsync(server.Port);
        await stalled.NextAsync();
        var sentBefore = server.Hub.Statistics().MessagesSent;
        var sentToTheOther = await PublishAsync(server, "online_total");

        time.Advance(TimeSpan.FromSeconds(new LiveOptions().MaxStallSeconds - 1));
        Assert.Equal(0, server.Hub.Statistics().ConnectionsStalled);
        time.Advance(TimeSpan.FromSeconds(3));

        await Eventually.True(() => server.Hub.Statistics().TotalConnections == 0, "its place is free");
        var statistics = server.Hub.Statistics();
        const int CutOffHalfway = 1;
        var sent = statistics.MessagesSent - sentBefore - sentToTheOther;
        Assert.Equal(1, statistics.ConnectionsStalled);
        Assert.Equal(Publications, statistics.MessagesDropped + sent + CutOffHalfway);
        Assert.Equal(0, server.View.ClientCount);
    }

    [Fact]
    public async Task A_stalled_client_does_not_hold_up_the_publisher_or_memory()
    {
        await using var server = await LiveServer.StartAsync(Small());
        using var stalled = await RawClient.ConnectAsync(server.Port);
        await stalled.NextAsync();
        for (var n = 1; n <= 5000; n++)
        {
            server.View.Publish("online_total", new { n, _filler });
        }

        Assert.InRange(Held(server.View), 1, new LiveOptions().MaxReplayBytes);
    }

    /// <summary>Publishes to a second client that reads each frame before the next is made, so that the first one really stalls.</summary>
    /// <returns>How many frames the second client was sent.</returns>
    private static async Task<int> PublishAsync(LiveServer server, params string[] topics)
    {
        using var other = await server.ConnectAsync("?types=");
        await other.NextAsync();
        for (var n = 1; n <= Publications; n++)
        {
            foreach (var topic in topics)
            {
                server.View.Publish(topic, new { n, _filler });
                await other.NextBytesAsync();
            }
        }

        await other.Socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        await Eventually.True(() => server.Hub.Statistics().TotalConnections == 1, "the second client has left");
        return 1 + (Publications * topics.Length);
    }

    private static async Task<List<int>> ReadToTheLastAsync(RawClient stalled)
    {
        List<int> got = [];
        while (got.Count == 0 || got[^1] < Publications)
        {
            got.Add((await stalled.NextAsync()).GetProperty("data").GetProperty("n").GetInt32());
        }

        return got;
    }

    private static long Held(LiveView view)
    {
        long held = 0;
        for (var position = view.Ring.Head - 1; view.Ring.At(position) is { } frame; position--)
        {
            held += frame.Bytes.Length;
        }

        return held;
    }

    private static LiveOptions Small() => new() { MaxKernelSendBytes = 16 * 1024, MaxQueuedFrames = 8 };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Farol.Control.LiveFeed;
using Testing.Support;

namespace Farol.Control.Tests.LiveFeed;

/// <summary>The frames of every channel as text files, each beside what a person read in it.</summary>
public sealed partial class FrameCaseTests
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Channels => [.. FeedChannels.All];

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task Who_connects_is_told_so_and_gets_the_whole_state(string channel)
    {
        await using var application = await ChannelApplication.StartAsync();
        application.Link();
        application.Second(gateway => gateway.Serve(12, "acme", errors: 3, inFlight: 2));
        using var client = await application.ConnectAsync(application.Application.AcmeViewer, channel);

        var connected = await client.NextAsync();
        var state = await client.NextAsync();

        Assert.Equal("connected", connected.GetProperty("type").GetString());
        Assert.Equal(state.GetProperty("epoch").GetString(), connected.GetProperty("epoch").GetString());
        Match(channel, connected, state);
    }

    [Fact]
    public async Task The_next_second_of_the_metrics_is_the_newest_point_alone()
    {
        await using var application = await ChannelApplication.StartAsync();
        application.Link();
        using var client = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Metrics);
        await client.NextAsync("metrics_update");
        application.Second(gateway => gateway.Serve(5, "acme"));
        var next = await client.NextAsync();
        application.Second(gateway => gateway.Serve(7, "acme"));
        var after = await client.NextAsync();

        Assert.Equal(next.GetProperty("seq").GetInt64() + 1, after.GetProperty("seq").GetInt64());
        Match("metrics-next", after);
    }

    [Fact]
    public async Task A_security_event_and_an_alert_come_at_once()
    {
        await using var application = await ChannelApplication.StartAsync();
        using var security = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Security);
        using var status = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Status);
        await security.NextAsync("security_snapshot");
        await status.NextAsync("status_update");

        application.Feed.Publish(FeedChannels.Security, "acme", FeedChannels.SecurityEvent, new { id = "e1", type = "blocked", severity = "high", risk_score = 70 });
        application.Feed.Publish(FeedChannels.Status, "acme", FeedChannels.Alert, new { id = "a1", status = "firing" });

        Match("events", await security.NextAsync(), await status.NextAsync());
    }

    private static void Match(string name, params ReadOnlySpan<JsonElement> frames)
    {
        var texts = new List<string>();
        foreach (var frame in frames)
        {
            var node = JsonNode.Parse(frame.GetRawText())!.AsObject();
            node["epoch"] = "EPOCH";
            Settle(node);
            texts.Add(Port().Replace(node.ToJsonString(_indented), "127.0.0.1:PORT"));
        }

        Snapshot.Match(Path.Combine(RepositoryRoot.Path, "test/Farol.Control.Tests/LiveFeed/Cases", name + ".txt"), string.Join("\n\n", texts));
    }

    /// <summary>What the machine that tests run on does is nobody's to expect.</summary>
    private static void Settle(JsonObject frame)
    {
        if (frame["data"] is not JsonObject data)
        {
            return;
        }

        foreach (var name in new[] { "cpu", "memory", "disk", "network" }.Where(data.ContainsKey))
        {
            foreach (var field in data[name]!.AsObject().ToList())
            {
                data[name]![field.Key] = "MACHINE";
            }
        }

        if (data["recent_metrics"] is JsonArray { Count: > 1 } points)
        {
            // Five minutes of nothing and the two that count.
            Assert.Equal(300, points.Count);
            data["recent_metrics"] = new JsonArray([.. points.TakeLast(2).Select(p => p!.DeepClone())]);
        }
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port();
}

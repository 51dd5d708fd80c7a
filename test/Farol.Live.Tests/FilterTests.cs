using System.Net.WebSockets;
using System.Text.Json;

namespace Farol.Live.Tests;

public sealed class FilterTests
{
    [Fact]
    public async Task A_filter_lets_its_types_through_and_what_is_for_everybody()
    {
        await using var server = await LiveServer.StartAsync();
        server.View.Publish("online_total", new { type = "online_total" });
        server.View.Publish("system_metrics", new { type = "system_metrics" });
        using var client = await server.ConnectAsync("?types=system_metrics, interfaces_status");
        var snapshot = await client.UntilAsync(f => Seq(f) == 2);

        server.View.Publish("online_total", new { type = "online_total" });
        server.View.Publish("alert", new { type = "alert" });
        server.View.Publish("interfaces_status", new { type = "interfaces_status" });
        var frames = await client.UntilAsync(f => Seq(f) == 5);

        Assert.Equal(
            [("welcome", 0), ("router_data", 2), ("alert", 4), ("router_data", 5)],
            snapshot.Concat(frames).Select(f => (f.GetProperty("type").GetString(), Seq(f))));
    }

    [Fact]
    public async Task A_filtered_snapshot_ends_with_the_views_number()
    {
        await using var server = await LiveServer.StartAsync();
        server.View.Publish("online_total", new { n = 1 });
        server.View.Publish("system_metrics", new { n = 2 });

        using var client = await server.ConnectAsync("?types=online_total");
        await client.NextAsync();
        var state = await client.NextAsync();

        Assert.Equal(2, Seq(state));
        Assert.Equal(1, state.GetProperty("data").GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task An_unknown_type_closes_and_names_the_known_ones()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await server.ConnectAsync("?types=online_total,nonsense");

        var (status, reason) = await client.ClosedAsync();

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, status);
        Assert.Contains("online_total", reason, StringComparison.Ordinal);
    }

    private static long Seq(JsonElement frame) => frame.GetProperty("seq").GetInt64();
}

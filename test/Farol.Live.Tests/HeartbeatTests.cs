using Testing.Support;

namespace Farol.Live.Tests;

public sealed class HeartbeatTests
{
    [Fact]
    public async Task Every_interval_a_heartbeat_repeats_the_last_number()
    {
        var time = new ManualTime();
        await using var server = await LiveServer.StartAsync(new LiveOptions { HeartbeatSeconds = 30 }, time);
        server.View.Publish("online_total", new { n = 1 });
        using var client = await server.ConnectAsync();
        await client.UntilAsync(f => f.GetProperty("seq").GetInt64() == 1);

        time.Advance(TimeSpan.FromSeconds(30));
        var first = await client.NextAsync();
        server.View.Publish("online_total", new { n = 2 });
        var update = await client.NextAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        var second = await client.NextAsync();

        Assert.Equal("heartbeat", first.GetProperty("type").GetString());
        Assert.Equal("2026-01-15T12:00:30.000Z", first.GetProperty("server_time").GetString());
        Assert.Equal(1, first.GetProperty("seq").GetInt64());
        Assert.Equal(2, update.GetProperty("seq").GetInt64());
        Assert.Equal(2, second.GetProperty("seq").GetInt64());
        Assert.Equal("monitor", second.GetProperty("channel").GetString());
    }

    [Fact]
    public async Task No_heartbeat_comes_before_its_time()
    {
        var time = new ManualTime();
        await using var server = await LiveServer.StartAsync(new LiveOptions { HeartbeatSeconds = 30 }, time);
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        time.Advance(TimeSpan.FromSeconds(29));
        server.View.Publish("online_total", new { n = 1 });

        Assert.Equal("router_data", (await client.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_filtered_clients_heartbeat_still_tells_the_views_number()
    {
        var time = new ManualTime();
        await using var server = await LiveServer.StartAsync(new LiveOptions { HeartbeatSeconds = 30 }, time);
        using var client = await server.ConnectAsync("?types=system_metrics");
        await client.NextAsync();

        server.View.Publish("online_total", new { n = 1 });
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1, (await client.NextAsync()).GetProperty("seq").GetInt64());
    }
}

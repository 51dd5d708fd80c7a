using System.Net;
using System.Text.Json;
using Functional.Tests.Running;

namespace Functional.Tests.Faults;

/// <summary>Routers from a file: each answers for itself, over SSH and Telnet alike, and nothing is simulated.</summary>
[Collection(FaultsGroup.Name)]
public sealed class SeveralRoutersTests(SeveralRouters routers) : IClassFixture<SeveralRouters>
{
    private FarolProcess Program => routers.Program;

    [Theory]
    [InlineData("/api/online_total")]
    [InlineData("/api/system_metrics")]
    [InlineData("/api/interfaces_status")]
    [InlineData("/api/network_traffic")]
    [InlineData("/api/pppoe_stats")]
    [InlineData("/api/ip_pools")]
    [InlineData("/api/alarms")]
    [InlineData("/api/events")]
    [InlineData("/api/router_status")]
    [InlineData("/api/background_service_status")]
    [InlineData("/health")]
    [InlineData("/api/health")]
    public async Task With_real_routers_nothing_says_simulated(string path)
    {
        Assert.False((await Program.GetAsync(path)).GetProperty("simulated").GetBoolean());
        Assert.Null(Program.SimulatorProcessId);
        Assert.DoesNotContain("SIMULATED", Program.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Each_router_answers_for_itself_and_the_first_one_where_none_is_named()
    {
        var small = await OnlineAsync("?router=small");
        var large = await OnlineAsync("?router=large");
        Assert.InRange(small, 1, 300);
        Assert.InRange(large, small + 1, 3000);
        Assert.Equal("small", (await Program.GetAsync("/api/online_total")).GetProperty("router").GetString());
        Assert.Equal("large", (await Program.GetAsync("/api/online_total?router=large")).GetProperty("router").GetString());
        var (status, problem) = await Program.Http.ReadAsync("/api/online_total?router=nowhere");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("nowhere", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var list = (await Program.GetAsync("/api/routers")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["small", "large", "small-by-telnet"], list.Select(r => r.GetProperty("id").GetString()));
        Assert.DoesNotContain(SimulatorChild.Password, string.Join(' ', list), StringComparison.Ordinal);
        Assert.All(list, r => Assert.StartsWith("file ", r.GetProperty("managed_by").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Telnet_gives_the_figures_that_SSH_gives()
    {
        Assert.Equal("telnet", (await Program.Http.RouterStatusAsync("small-by-telnet")).GetProperty("protocol").GetString());
        var truth = (await SimulatorControl.StateAsync(routers.Small.ControlPort)).GetProperty("online_total").GetInt32();
        Assert.InRange(await OnlineAsync("?router=small-by-telnet"), truth - 15, truth + 15);
        foreach (var field in new[] { "version", "model", "serial", "patch" })
        {
            Assert.Equal(await SystemAsync("small", field), await SystemAsync("small-by-telnet", field));
        }

        Assert.Equal(await InterfacesAsync("small"), await InterfacesAsync("small-by-telnet"));
    }

    [Fact]
    public async Task A_socket_carries_the_router_that_it_names()
    {
        await using var socket = await LiveSocket.OpenAsync(Program, "/ws/router?router=large");
        Assert.Equal("large", (await socket.NextAsync()).GetProperty("router").GetString());
        for (var frame = 0; frame < 5; frame++)
        {
            var data = (await socket.UntilAsync(f => LiveSocket.Type(f) == "router_data")).GetProperty("data");
            Assert.Equal("large", data.GetProperty("router").GetString());
            Assert.False(data.GetProperty("simulated").GetBoolean());
        }
    }

    [Fact]
    public async Task Counters_that_are_reset_leave_a_gap_and_no_spike()
    {
        await using var program = await FarolProcess.StartAsync(new Dictionary<string, string>(routers.Small.Settings())
        {
            ["BG_UPDATE_INTERVAL_TRAFFIC"] = "1",
            ["CACHE_TTL_TRAFFIC_DATA"] = "1",
            ["ROUTER_UPLINKS"] = "*100GE*",
        });
        await using var socket = await LiveSocket.OpenAsync(program, "/ws/router?types=network_traffic,traffic_update");
        var before = await socket.UntilAsync(f => TotalIn(f) is { ValueKind: JsonValueKind.Number });
        var usual = TotalIn(before)!.Value.GetDouble();
        Assert.True(usual > 0);
        await routers.Small.PlayAsync(new { kind = "reset_counters" });
        var gaps = 0;
        var after = new List<double>();
        await socket.UntilAsync(f =>
        {
            switch (TotalIn(f))
            {
                case { ValueKind: JsonValueKind.Null }:
                    gaps++;
                    break;
                case { ValueKind: JsonValueKind.Number } total:
                    after.Add(total.GetDouble());
                    break;
            }

            return gaps > 0 && after.Count >= 4;
        });
        Assert.InRange(gaps, 1, 2);
        Assert.All(after, rate => Assert.InRange(rate, 0, usual * 5));
    }

    [Fact]
    public async Task An_uplink_that_cannot_be_read_makes_the_sum_unknown_and_not_smaller()
    {
        await using var program = await FarolProcess.StartAsync(new Dictionary<string, string>(routers.Small.Settings())
        {
            ["BG_UPDATE_INTERVAL_TRAFFIC"] = "1",
            ["ROUTER_UPLINKS"] = "*100GE*",
        });
        await using var socket = await LiveSocket.OpenAsync(program, "/ws/router?types=network_traffic,traffic_update");
        await socket.UntilAsync(f => TotalIn(f) is { ValueKind: JsonValueKind.Number });
        var uplinks = (await program.GetAsync("/api/network_traffic")).GetProperty("traffic").GetProperty("interfaces").EnumerateArray()
            .Where(i => i.GetProperty("is_uplink").GetBoolean()).Select(i => i.GetProperty("name").GetString()!).ToList();
        await routers.Small.PlayAsync(new { kind = "garbage", command = "display interface " + uplinks[0], after_bytes = 0, count = 0 });
        try
        {
            await socket.UntilAsync(f => TotalIn(f) is { ValueKind: JsonValueKind.Null });
            var now = (await program.GetAsync("/api/network_traffic")).GetProperty("traffic").GetProperty("interfaces").EnumerateArray();
            Assert.Equal(JsonValueKind.Null, now.Single(i => i.GetProperty("name").GetString() == uplinks[0]).GetProperty("in_bps").ValueKind);
        }
        finally
        {
            await routers.Small.PlayAsync(new { kind = "calm" });
        }

        await socket.UntilAsync(f => TotalIn(f) is { ValueKind: JsonValueKind.Number });
    }

    private static JsonElement? TotalIn(JsonElement frame) =>
        LiveSocket.DataType(frame) is "network_traffic" or "traffic_update"
        && frame.GetProperty("data").TryGetProperty("traffic", out var traffic) && traffic.TryGetProperty("total_in", out var total) ? total : null;

    private async Task<int> OnlineAsync(string query) => (await Program.GetAsync("/api/online_total" + query)).GetProperty("online_total").GetInt32();

    private async Task<string> SystemAsync(string router, string field) =>
        (await Program.GetAsync("/api/system_metrics?router=" + router)).GetProperty("data").GetProperty(field).ToString();

    private async Task<string> InterfacesAsync(string router) => string.Join('\n',
        (await Program.GetAsync("/api/interfaces_status?router=" + router)).GetProperty("interfaces").EnumerateArray()
            .Select(i => $"{i.GetProperty("name")} {i.GetProperty("status")} {i.GetProperty("description")}"));
}

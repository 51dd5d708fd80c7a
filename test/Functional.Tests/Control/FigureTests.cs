using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>What passes through the gateway, in the figures and on the channels of whose it is, and on the metrics page.</summary>
[Collection(ControlGroup.Name)]
public sealed class FigureTests(ControlRun run)
{
    private const int Requests = 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_counted_for_their_tenant_and_for_no_other()
    {
        await using var backend = await NamedBackend.StartAsync("theirs");
        var (busy, quiet, host) = (run.NewName("tenant"), run.NewName("tenant"), run.NewName("shop") + ".example");
        foreach (var tenant in new[] { busy, quiet })
        {
            await PostAsync("/api/tenants", new { id = tenant, name = tenant, plan = "business", backend_networks = new[] { $"{NamedBackend.NetworkAddress}/32" } });
        }

        await PostAsync($"/api/pools?tenant={busy}", new { name = "web", backends = new[] { new { address = backend.InNetwork } } });
        await PostAsync($"/api/hosts?tenant={busy}", new { host });
        await PostAsync($"/api/hosts/{host}/approve?tenant={busy}", new { });
        await PostAsync($"/api/routes?tenant={busy}", new { name = "all", host, pool = "web" });
        for (var i = 0; i < Requests; i++)
        {
            using var answer = await run.AskAsync(host, "/", Token);
            Assert.True(answer.IsSuccessStatusCode);
        }

        await Eventually.True(async () => await TotalAsync(busy) == Requests, "the tenant's requests are counted");
        Assert.Equal(0, await TotalAsync(quiet));
        var metrics = await GetAsync($"/api/metrics?tenant={busy}");
        Assert.InRange(metrics.GetProperty("requests").GetProperty("p99_response_time").GetDouble(), 0.01, 10_000);
        Assert.Equal("web", Assert.Single(metrics.GetProperty("backends").GetProperty("pools").EnumerateArray()).GetProperty("name").GetString());
        var realtime = await GetAsync($"/api/metrics/realtime?tenant={busy}");
        Assert.Equal(Requests, realtime.GetProperty("recent_metrics").EnumerateArray().Select(p => p.GetProperty("rps")).Where(r => r.ValueKind == JsonValueKind.Number).Sum(r => r.GetDouble()));
        Assert.InRange((await GetAsync("/api/metrics")).GetProperty("requests").GetProperty("total").GetInt64(), Requests, long.MaxValue);

        var frame = await FirstAsync($"backends?tenant={busy}");
        Assert.Equal($"web/{backend.InNetwork}", Assert.Single(frame.GetProperty("data").GetProperty("backends").EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty((await FirstAsync($"backends?tenant={quiet}")).GetProperty("data").GetProperty("backends").EnumerateArray());
    }

    [Theory]
    [InlineData("backends", "backend_update")]
    [InlineData("metrics", "metrics_update")]
    [InlineData("status", "status_update")]
    [InlineData("ai", "ai_metrics_update")]
    [InlineData("security", "security_snapshot")]
    [InlineData("billing", "billing_update")]
    [InlineData("health", "health_update")]
    public async Task Every_channel_begins_with_its_state(string channel, string type)
    {
        var frame = await FirstAsync(channel);

        Assert.Equal((type, channel), (frame.GetProperty("type").GetString(), frame.GetProperty("channel").GetString()));
        Assert.Equal(JsonValueKind.Object, frame.GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task Promtool_finds_nothing_to_say_about_the_page_of_control_plane_and_gateway()
    {
        using var asked = await run.AskAsync("nobody.example", "/", Token);
        using var client = run.Client(run.Program.MetricsPort);
        var page = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token);
        Assert.Contains("farol_channel_clients{channel=\"metrics\"}", page, StringComparison.Ordinal);
        Assert.Contains("farol_gateway_", page, StringComparison.Ordinal);

        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await promtool.StandardInput.WriteAsync(page);
        promtool.StandardInput.Close();
        var said = await promtool.StandardOutput.ReadToEndAsync(Token) + await promtool.StandardError.ReadToEndAsync(Token);
        await promtool.WaitForExitAsync(Token);
        Assert.Equal((0, ""), (promtool.ExitCode, said));
    }

    private async Task PostAsync(string path, object body) => await ControlRun.ReadAsync(await run.Admin.PostAsJsonAsync(path, body, Token));

    private async Task<JsonElement> GetAsync(string path) => await ControlRun.ReadAsync(await run.Admin.GetAsync(path, Token));

    private async Task<long> TotalAsync(string tenant) => (await GetAsync($"/api/metrics?tenant={tenant}")).GetProperty("requests").GetProperty("total").GetInt64();

    /// <summary>The frame after the welcome.</summary>
    private async Task<JsonElement> FirstAsync(string path)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", run.Admin.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{run.Program.ControlPort}/api/ws/{path}"), Token);
        Assert.Equal("connected", (await NextAsync(socket)).GetProperty("type").GetString());
        return await NextAsync(socket);
    }

    private static async Task<JsonElement> NextAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1024 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), Token);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone();
            }
        }
    }
}

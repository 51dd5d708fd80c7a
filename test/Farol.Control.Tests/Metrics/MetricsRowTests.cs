using System.Net;
using System.Text.Json;
using Farol.Control.Metrics;
using Farol.Control.Tests.LiveFeed;
using Farol.Store.Databases;
using Testing.Support;

namespace Farol.Control.Tests.Metrics;

public sealed class MetricsRowTests
{
    [Fact]
    public async Task Without_a_gateway_what_it_would_tell_is_null_and_the_machine_is_measured()
    {
        await using var application = await ChannelApplication.StartAsync();
        application.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.True(
            async () => (await GetAsync(application.Application.AcmeViewer, "/api/metrics")).GetProperty("memory").GetProperty("total_bytes").ValueKind == JsonValueKind.Number,
            "the machine was looked at");

        var metrics = await GetAsync(application.Application.AcmeViewer, "/api/metrics");

        Assert.Equal(JsonValueKind.Null, metrics.GetProperty("requests").GetProperty("total").ValueKind);
        Assert.Equal(JsonValueKind.Null, metrics.GetProperty("backends").GetProperty("healthy").ValueKind);
        Assert.Equal(1, metrics.GetProperty("backends").GetProperty("total").GetInt32());
        Assert.InRange(metrics.GetProperty("memory").GetProperty("usage_percentage").GetDouble(), 0.1, 100);
        Assert.Equal(3, metrics.GetProperty("cpu").GetProperty("load_avg").GetArrayLength());
        Assert.InRange(metrics.GetProperty("disk").GetProperty("usage_percentage").GetDouble(), 0, 100);
    }

    [Fact]
    public async Task A_tenant_reads_its_own_figures_and_no_others()
    {
        await using var application = await ChannelApplication.StartAsync();
        application.Link();
        application.Second(gateway => gateway.Serve(3, "acme").Serve(40, "globex"));

        Assert.Equal(3, await TotalAsync(application.Application.AcmeViewer));
        Assert.Equal(40, await TotalAsync(application.Application.GlobexViewer));
        Assert.Equal(43, await TotalAsync(application.Application.Platform));
        foreach (var path in new[] { "/api/metrics", "/api/metrics/realtime", "/api/metrics/history", "/api/status" })
        {
            foreach (var tenant in new[] { "globex", "platform", "all", "nobody" })
            {
                using var answer = await application.Application.AcmeOwner.GetAsync($"{path}?tenant={tenant}", TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        var pools = (await GetAsync(application.Application.AcmeViewer, "/api/metrics")).GetProperty("backends").GetProperty("pools");
        Assert.Equal(["shop"], pools.EnumerateArray().Select(p => p.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Realtime_has_five_minutes_of_seconds_with_gaps_as_null()
    {
        await using var application = await ChannelApplication.StartAsync();
        application.Link();
        application.Second(gateway => gateway.Serve(6, "acme"));

        var realtime = await GetAsync(application.Application.AcmeViewer, "/api/metrics/realtime");

        var points = realtime.GetProperty("recent_metrics").EnumerateArray().ToList();
        Assert.Equal(300, points.Count);
        Assert.Equal(6, points[^1].GetProperty("rps").GetDouble());
        Assert.Equal(JsonValueKind.Null, points[0].GetProperty("rps").ValueKind);
        Assert.Equal(6, realtime.GetProperty("requests_per_second").GetDouble());
        Assert.Equal("shop/192.0.2.1:80", Assert.Single(realtime.GetProperty("backend_stats").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Minutes_outlive_the_program_and_a_tenants_quiet_minute_is_nothing()
    {
        using var folder = new TemporaryFolder();
        await using (var application = await ChannelApplication.StartAsync(dataFolder: folder.Path))
        {
            application.Link();
            for (var i = 0; i < 130; i++)
            {
                application.Second(gateway => gateway.Serve(2, i < 59 ? "acme" : "globex"));
            }
        }

        await using var again = await ChannelApplication.StartAsync(dataFolder: folder.Path);
        var history = await GetAsync(again.Application.AcmeViewer, "/api/metrics/history?series=requests_per_second&from=2026-01-15T11:59:00Z&to=2026-01-15T12:03:00Z");
        Assert.Equal([null, 2.0, 0.0, 0.0], Values(history));
        Assert.Equal("per_second", history.GetProperty("unit").GetString());
        var latency = await GetAsync(again.Application.AcmeViewer, "/api/metrics/history?series=response_time_p95&from=2026-01-15T11:59:00Z&to=2026-01-15T12:02:00Z");
        Assert.Equal([false, true, false], Values(latency).Select(v => v is > 3.5 and < 4.2));
        var all = await GetAsync(again.Application.Platform, "/api/metrics/history?series=requests_per_second&from=2026-01-15T12:00:00Z&to=2026-01-15T12:02:00Z&step=120");
        Assert.Equal([2.0], Values(all));
        var cpu = await GetAsync(again.Application.AcmeViewer, "/api/metrics/history?series=memory&from=2026-01-15T12:00:00Z&to=2026-01-15T12:02:00Z");
        Assert.Equal(2, Values(cpu).Count);
    }

    [Fact]
    public async Task Old_minutes_are_forgotten()
    {
        await using var application = await ChannelApplication.StartAsync();
        var history = application.Application.Get<MinuteHistory>();
        var old = application.Time.GetUtcNow().AddDays(-31).ToUnixTimeMilliseconds();
        await history.AppendAsync([Row(old), Row(old + 3_600_000 * 48)], machine: null, TestContext.Current.CancellationToken);
        await history.PruneAsync(TestContext.Current.CancellationToken);

        var left = await application.Application.Get<IHistoryDatabase>().QueryAsync<long>("SELECT at_ms FROM figure_minutes", null, TestContext.Current.CancellationToken);
        Assert.Equal([old + 3_600_000 * 48], left);
    }

    [Fact]
    public async Task Seconds_are_asked_for_by_a_short_step()
    {
        await using var application = await ChannelApplication.StartAsync();
        application.Link();
        for (var i = 0; i < 6; i++)
        {
            application.Second(gateway => gateway.Serve(i, "acme"));
        }

        var history = await GetAsync(application.Application.AcmeViewer, "/api/metrics/history?series=requests_per_second&from=2026-01-15T12:00:00Z&to=2026-01-15T12:00:06Z&step=2");

        Assert.Equal([0.0, 1.5, 3.5], Values(history));
    }

    [Theory]
    [InlineData("series=weather", "series")]
    [InlineData("series=cpu&from=yesterday", "from")]
    [InlineData("series=cpu&to=tomorrow", "to")]
    [InlineData("series=cpu&step=61", "step")]
    [InlineData("series=cpu&step=0", "step")]
    [InlineData("series=cpu&from=2026-01-15T13:00:00Z&to=2026-01-15T12:00:00Z", "from")]
    [InlineData("series=cpu&from=2025-01-15T13:00:00Z", "step")]
    [InlineData("series=cpu&step=1", "step")]
    public async Task A_question_that_makes_no_sense_names_its_field(string query, string field)
    {
        await using var application = await ChannelApplication.StartAsync();
        using var answer = await application.Application.AcmeViewer.GetAsync($"/api/metrics/history?{query}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await ControlApplication.ReadAsync(answer)).GetProperty("errors").TryGetProperty(field, out _));
    }

    private static MinuteRow Row(long atMs) =>
        new() { Scope = "all", AtMs = atMs, Seconds = 60, Requests = 1, Errors = 0, ClientErrors = 0, BytesIn = 1, BytesOut = 1, LatencyUs = 1 };

    private static List<double?> Values(JsonElement history) =>
        [.. history.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("value")).Select(v => v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble())];

    private static async Task<long> TotalAsync(HttpClient login) =>
        (await GetAsync(login, "/api/metrics")).GetProperty("requests").GetProperty("total").GetInt64();

    private static async Task<JsonElement> GetAsync(HttpClient login, string path)
    {
        using var answer = await login.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await ControlApplication.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, body.GetRawText());
        return body;
    }
}

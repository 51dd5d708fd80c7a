using System.Net;
using System.Text.Json;
using Farol.Control.Gateways;
using Farol.Control.Tests.LiveFeed;
using Farol.Link.Protocol;
using Farol.Store.Databases;
using Farol.Telemetry.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Farol.Control.Tests.Administration;

public sealed class InstallationRowTests
{
    [Fact]
    public async Task The_installations_figures_are_by_tenant_and_gateway()
    {
        await using var application = await ChannelApplication.StartAsync();
        application.Link();
        application.Second(gateway => gateway.Serve(3, "acme").Serve(40, "globex").Serve(7));

        var metrics = await GetAsync(application.Application.Platform, "/admin/metrics");

        Assert.Equal(50, Total(metrics.GetProperty("requests")));
        Assert.Equal(3, Total(metrics.GetProperty("by_tenant").GetProperty("acme")));
        Assert.Equal(7, Total(metrics.GetProperty("by_tenant").GetProperty("platform")));
        Assert.Equal(50, Total(metrics.GetProperty("by_gateway").GetProperty("local")));
        Assert.Equal(4, metrics.GetProperty("by_gateway").GetProperty("local").GetProperty("active_connections").GetInt64());
        Assert.Equal(3, metrics.GetProperty("backends").GetProperty("healthy").GetInt32());
    }

    [Fact]
    public async Task Statistics_count_what_there_is()
    {
        await using var application = await ChannelApplication.StartAsync();

        var statistics = await GetAsync(application.Application.Platform, "/api/admin/stats");

        Assert.Equal(3, statistics.GetProperty("tenants").GetInt64());
        Assert.Equal(7, statistics.GetProperty("users").GetInt64());
        Assert.Equal(7, statistics.GetProperty("sessions").GetInt64());
        Assert.Equal((3, 3, 3), (statistics.GetProperty("routes").GetInt32(), statistics.GetProperty("pools").GetInt32(), statistics.GetProperty("backends").GetInt32()));
        Assert.Equal(7, statistics.GetProperty("config_revision").GetInt64());
        var store = statistics.GetProperty("store");
        Assert.Equal(TestDatabase.IsPostgres ? "postgresql" : "sqlite", store.GetProperty("kind").GetString());
        Assert.InRange(store.GetProperty("state_bytes").GetInt64(), 10_000, 1_000_000_000);
    }

    [Fact]
    public async Task Each_gateway_is_told_with_when_it_was_seen_and_one_that_never_came_back_too()
    {
        await using var application = await ChannelApplication.StartAsync();
        var seen = DateTimeOffset.Parse("2026-01-01T12:00:00Z", null);
        application.Fleet.Set(
            new LinkedGateway { Name = "local", IsConnected = true, Since = seen, LastSeen = seen, ProgramVersion = "1.2", Applied = new SnapshotApplied { Name = new SnapshotName { Revision = 7 } } },
            new LinkedGateway
            {
                Name = "north",
                Since = seen,
                Disconnection = "the connection was reset",
                Applied = new SnapshotApplied { Name = new SnapshotName { Revision = 5 } },
                Refused = new SnapshotRefused { Name = new SnapshotName { Revision = 6 } },
            });
        await application.Application.App.Services.GetRequiredService<IStateDatabase>().ExecuteAsync(
            "INSERT INTO gateway_certificates (serial, name, issued_at_ms, expires_at_ms) VALUES ('01', 'south', 0, 4102444800000)", null, TestContext.Current.CancellationToken);

        var gateways = (await GetAsync(application.Application.Platform, "/api/admin/stats")).GetProperty("gateways").EnumerateArray().ToList();

        Assert.Equal(seen, gateways[0].GetProperty("last_seen").GetDateTimeOffset());
        Assert.Equal(
            ["local False True 1.2  7 ", "north True False  the connection was reset 5 6", "south True False    "],
            gateways.Select(g => string.Join(' ', new[] { "name", "remote", "connected", "program_version", "reason", "revision", "refused_revision" }.Select(f => g.GetProperty(f)))));
    }

    [Theory]
    [InlineData("/admin/metrics")]
    [InlineData("/api/admin/stats")]
    [InlineData("/api/admin/logs")]
    public async Task Rows_of_the_installation_are_for_its_administrators(string path)
    {
        await using var application = await ChannelApplication.StartAsync();
        using var anonymous = await application.Application.Anonymous.GetAsync(path, TestContext.Current.CancellationToken);
        using var owner = await application.Application.AcmeOwner.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, owner.StatusCode);
    }

    [Fact]
    public async Task Whether_it_serves_is_told_to_everybody_and_nothing_else_is()
    {
        await using var application = await ChannelApplication.StartAsync();

        var health = await GetAsync(application.Application.Anonymous, "/admin/health");

        Assert.Equal(["status", "timestamp"], health.EnumerateObject().Select(f => f.Name));
        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal("0.0.0-test", (await GetAsync(application.Application.Anonymous, "/api/version")).GetProperty("version").GetString());
    }

    [Fact]
    public async Task The_system_says_what_it_runs_on()
    {
        await using var application = await ChannelApplication.StartAsync();

        var system = await GetAsync(application.Application.AcmeViewer, "/api/system/info");

        Assert.Equal(Environment.ProcessorCount, system.GetProperty("cores").GetInt32());
        Assert.Equal(Environment.ProcessId, system.GetProperty("process").GetProperty("id").GetInt32());
        Assert.NotEmpty(system.GetProperty("listeners").EnumerateArray());
    }

    [Fact]
    public async Task Logs_are_found_by_level_component_text_and_time_and_hold_no_secret()
    {
        await using var application = await ControlApplication.StartAsync(services: services =>
        {
            services.AddLogging(logging => logging.AddFarolLog(new LogOptions { File = "", Level = LogLevel.Debug }, Stream.Null));
        });
        var log = application.Get<ILoggerFactory>();
        log.CreateLogger("Test.Alpha").LogWarning("The wolf is here with password={Password}", "hunter2");
        log.CreateLogger("Test.Beta").LogInformation("The wolf is gone");
        await Eventually.True(async () => await CountAsync("text=wolf") == 2, "both records are there");

        Assert.Equal("memory", (await GetAsync(application.Platform, "/api/admin/logs")).GetProperty("source").GetString());
        Assert.Equal(1, await CountAsync("text=wolf&level=WARNING"));
        Assert.Equal(1, await CountAsync("text=wolf&component=beta"));
        Assert.Equal(2, await CountAsync($"text=wolf&from={Uri.EscapeDataString(Moment(-60))}"));
        Assert.Equal(0, await CountAsync($"text=wolf&from={Uri.EscapeDataString(Moment(60))}"));
        Assert.Equal(0, await CountAsync($"text=wolf&to={Uri.EscapeDataString(Moment(-60))}"));
        Assert.Equal(0, await CountAsync("text=hunter2"));
        foreach (var (query, field) in new[] { ("level=loud", "level"), ("from=x", "from"), ("to=x", "to"), ($"text={new string('a', 201)}", "text"), ("page=0", "page") })
        {
            using var answer = await application.Platform.GetAsync($"/api/admin/logs?{query}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.True((await ControlApplication.ReadAsync(answer)).GetProperty("errors").TryGetProperty(field, out _));
        }

        async Task<int> CountAsync(string query) => (await GetAsync(application.Platform, $"/api/admin/logs?{query}")).GetProperty("total_count").GetInt32();
        string Moment(int seconds) => application.Get<TimeProvider>().GetUtcNow().AddSeconds(seconds).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static long Total(JsonElement requests) => requests.GetProperty("total").GetInt64();

    private static async Task<JsonElement> GetAsync(HttpClient login, string path)
    {
        using var answer = await login.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await ControlApplication.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, body.GetRawText());
        return body;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Farol.Access.SecurityEvents;
using Farol.Control.Gateways;
using Farol.Control.Metrics;
using Farol.Control.Security;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Control.Tests.Security;

public sealed class SecurityEventTests
{
    private static readonly LinkedGateway _gateway = new() { Name = "local", IsConnected = true };

    [Fact]
    public async Task An_event_is_listed_with_the_contracts_fields_for_its_tenant_and_the_platform_alone()
    {
        await using var application = await ControlApplication.StartAsync();
        Report(application, "tenant.crossed", tenant: ControlApplication.Acme, source: "203.0.113.7");

        var seen = await SingleAsync(application.AcmeViewer, "tenant.crossed");
        Assert.Equal("suspicious", seen.GetProperty("type").GetString());
        Assert.Equal("medium", seen.GetProperty("severity").GetString());
        Assert.Equal("203.0.113.7", seen.GetProperty("source").GetString());
        Assert.Equal("/api/pools", seen.GetProperty("target").GetString());
        Assert.Equal("A test.", seen.GetProperty("description").GetString());
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("country").ValueKind);
        Assert.True(seen.GetProperty("blocked").GetBoolean());
        Assert.Equal(30, seen.GetProperty("risk_score").GetInt32());
        Assert.EndsWith("Z", seen.GetProperty("timestamp").GetString());
        Assert.Equal(32, seen.GetProperty("id").GetString()!.Length);

        await SingleAsync(application.Platform, "tenant.crossed");
        Assert.Empty(await ListAsync(application.GlobexOwner, "?rule=tenant.crossed"));
        Assert.Equal(HttpStatusCode.NotFound, (await application.GlobexOwner.GetAsync("/api/security/events?tenant=acme", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await application.GlobexOwner.GetAsync("/api/security/events?tenant=all", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Events_say_the_country_of_their_address_where_a_file_knows_it()
    {
        using var folder = new TemporaryFolder();
        var (path, time) = (folder.File("countries.mmdb"), new ManualTime());
        File.WriteAllBytes(path, Countries("BR"));
        await using var application = await ControlApplication.StartAsync(time, options => options with { Security = options.Security with { CountryFile = path } });
        Report(application, "test.known", source: "198.51.100.7");
        Report(application, "test.network", source: "198.51.100.0/24");
        Report(application, "test.unknown", source: "203.0.113.7");
        Report(application, "test.nobody", source: "no address");

        Assert.Equal("BR", (await SingleAsync(application.Platform, "test.known")).GetProperty("country").GetString());
        Assert.Equal("BR", (await SingleAsync(application.Platform, "test.network")).GetProperty("country").GetString());
        Assert.Equal(JsonValueKind.Null, (await SingleAsync(application.Platform, "test.unknown")).GetProperty("country").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await SingleAsync(application.Platform, "test.nobody")).GetProperty("country").ValueKind);

        // A broken file changes nothing; the next one is read.
        foreach (var (bytes, rule, country) in new[] { ("places"u8.ToArray(), "test.broken", "BR"), (Countries("PT"), "test.replaced", "PT") })
        {
            File.WriteAllBytes(path, bytes);
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(rule.Length));
            time.Advance(TimeSpan.FromMinutes(2));
            Report(application, rule, source: "198.51.100.7");
            Assert.Equal(country, (await SingleAsync(application.Platform, rule)).GetProperty("country").GetString());
        }
    }

    [Fact]
    public void A_country_file_that_is_none_is_told_before_the_start()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("countries.mmdb");
        Assert.NotNull(SecurityOptions.FindCountryFault(path));
        File.WriteAllText(path, "places");
        Assert.Contains("MaxMind", SecurityOptions.FindCountryFault(path), StringComparison.Ordinal);
        File.WriteAllBytes(path, Countries("BR"));
        Assert.Null(SecurityOptions.FindCountryFault(path));
    }

    private static byte[] Countries(string code) => new MmdbWriter(28).Add("198.51.100.0/24", r => r.Map(1).Text("country").Map(1).Text("iso_code").Text(code)).Write();

    [Fact]
    public async Task The_platforms_own_events_are_for_the_platform()
    {
        await using var application = await ControlApplication.StartAsync();
        Report(application, "test.platform");

        await SingleAsync(application.Platform, "test.platform");
        Assert.Empty(await ListAsync(application.AcmeOwner, "?rule=test.platform"));
        Assert.Empty(await ListAsync(application.Platform, "?tenant=acme&rule=test.platform"));
    }

    [Fact]
    public async Task Equal_events_within_seconds_are_one_with_their_number()
    {
        var time = new ManualTime();
        await using var application = await ControlApplication.StartAsync(time);
        for (var i = 0; i < 30; i++)
        {
            Report(application, "test.burst", source: "203.0.113.7");
        }

        await SingleAsync(application.Platform, "test.burst");
        await Eventually.True(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return (await ListAsync(application.Platform, "?rule=test.burst")) is [var only] && only.GetProperty("count").GetInt64() == 30;
        }, "one event that counts thirty");

        Report(application, "test.burst", source: "203.0.113.7");
        await Eventually.True(async () => (await ListAsync(application.Platform, "?rule=test.burst")).Count == 2, "a later one is its own event");
    }

    [Fact]
    public async Task A_source_that_goes_on_becomes_riskier_and_an_unknown_one_has_no_risk()
    {
        await using var application = await ControlApplication.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            Report(application, $"test.rule{i}", source: "203.0.113.7");
        }

        Report(application, "test.unknown");
        Report(application, "test.allowed", source: "203.0.113.7", type: SecurityEventType.Allowed);

        Assert.Equal(40, (await SingleAsync(application.Platform, "test.rule5")).GetProperty("risk_score").GetInt32());
        Assert.Equal(JsonValueKind.Null, (await SingleAsync(application.Platform, "test.unknown")).GetProperty("risk_score").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await SingleAsync(application.Platform, "test.allowed")).GetProperty("risk_score").ValueKind);
        Assert.Contains("203.0.113.7", application.Get<ISecurityFigures>().Of("all").SuspiciousIps!);
        Assert.Empty(application.Get<ISecurityFigures>().Of(ControlApplication.Acme).SuspiciousIps!);
    }

    [Fact]
    public async Task Filters_narrow_and_pages_cut()
    {
        var time = new ManualTime();
        await using var application = await ControlApplication.StartAsync(time);
        Report(application, "test.a", source: "203.0.113.7");
        Report(application, "test.b", source: "2001:db8::1", severity: SecuritySeverity.High);
        await SingleAsync(application.Platform, "test.b");
        time.Advance(TimeSpan.FromMinutes(1));
        Report(application, "test.c", type: SecurityEventType.Attack);
        await SingleAsync(application.Platform, "test.c");

        Assert.Equal("test.b", (await ListAsync(application.Platform, "?severity=high"))[0].GetProperty("rule").GetString());
        Assert.Equal("test.b", (await ListAsync(application.Platform, "?source=2001:DB8:0::1"))[0].GetProperty("rule").GetString());
        Assert.Equal("test.c", (await ListAsync(application.Platform, "?type=attack"))[0].GetProperty("rule").GetString());
        Assert.Single(await ListAsync(application.Platform, "?from=2026-01-15T12:00:30Z&rule=test.c"));
        Assert.Equal(2, (await ListAsync(application.Platform, "?to=2026-01-15T12:00:30Z")).Count(e => e.GetProperty("rule").GetString()!.StartsWith("test.")));
        var page = await application.Platform.GetFromJsonAsync<JsonElement>("/api/security/events?page_size=1&page=2", TestContext.Current.CancellationToken);
        Assert.True(page.GetProperty("total_count").GetInt64() >= 3);
        Assert.Single(page.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("type=bad", "type")]
    [InlineData("severity=bad", "severity")]
    [InlineData("from=yesterday", "from")]
    [InlineData("page_size=0", "page_size")]
    public async Task A_wrong_filter_is_named(string query, string field)
    {
        await using var application = await ControlApplication.StartAsync();

        using var answer = await application.AcmeViewer.GetAsync($"/api/security/events?{query}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await ControlApplication.ReadAsync(answer)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task What_clients_do_at_a_gateway_is_an_event_of_the_routes_tenant()
    {
        await using var application = await ControlApplication.StartAsync();
        Happen(application, "violation", "two Content-Length headers", ("client", "203.0.113.9"));
        Happen(application, "limit_hit", "route web: 10 a second", ("client", "203.0.113.9"), ("tenant", ControlApplication.Acme), ("route", "acme:web"));
        Happen(application, "backend_health", "web/10.0.0.1:80 is up");

        var violation = await SingleAsync(application.Platform, "gateway.violation");
        Assert.Equal("attack", violation.GetProperty("type").GetString());
        Assert.Contains("two Content-Length headers", violation.GetProperty("description").GetString());
        var limited = await SingleAsync(application.AcmeViewer, "gateway.limit_hit");
        Assert.Equal("203.0.113.9", limited.GetProperty("source").GetString());
        Assert.Equal(1, application.Get<ISecurityFigures>().Of(ControlApplication.Acme).RateLimitHits);
        Assert.Empty(await ListAsync(application.Platform, "?rule=gateway.backend_health"));
    }

    [Fact]
    public async Task Old_events_are_forgotten_and_no_more_are_kept_than_the_setting_says()
    {
        var time = new ManualTime();
        await using var application = await ControlApplication.StartAsync(time, o => o with { Security = new SecurityOptions { RetentionDays = 1, MaxEvents = 5 } });
        for (var i = 0; i < 9; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            Report(application, $"test.many{i}");
        }

        await SingleAsync(application.Platform, "test.many8");
        await Eventually.True(async () => (await ListLaterAsync(application, time, TimeSpan.FromMinutes(1), "")).Count <= 5, "five events are left");
        Assert.Single(await ListLaterAsync(application, time, TimeSpan.Zero, "?rule=test.many8"));

        time.Advance(TimeSpan.FromDays(2));
        await Eventually.True(
            async () => (await ListLaterAsync(application, time, TimeSpan.FromMinutes(1), "?rule=test.many8")).Count == 0, "none is left");
    }

    /// <summary>A login lasts a quarter of an hour, so each look has its own.</summary>
    private static async Task<IReadOnlyList<JsonElement>> ListLaterAsync(ControlApplication application, ManualTime time, TimeSpan later, string query)
    {
        time.Advance(later);
        return await ListAsync(await application.LoginAsync(ControlApplication.AdminEmail, ControlApplication.Password), query);
    }

    internal static void Report(
        ControlApplication application,
        string rule,
        string? tenant = null,
        string? source = null,
        SecurityEventType type = SecurityEventType.Suspicious,
        SecuritySeverity severity = SecuritySeverity.Medium) =>
        application.Get<ISecurityEvents>().Report(new SecurityEvent(type, severity, rule, "A test.")
        {
            Source = source,
            Target = "/api/pools",
            TenantId = tenant,
            Blocked = true,
        });

    private static void Happen(ControlApplication application, string type, string text, params (string Name, string Value)[] fields)
    {
        var happened = new Event { Type = type, Text = text };
        foreach (var (name, value) in fields)
        {
            happened.Fields[name] = value;
        }

        foreach (var observer in application.Get<IEnumerable<IGatewayObserver>>())
        {
            observer.Happened(_gateway, happened);
        }
    }

    internal static async Task<JsonElement> SingleAsync(HttpClient client, string rule)
    {
        IReadOnlyList<JsonElement> found = [];
        await Eventually.True(async () => (found = await ListAsync(client, $"?rule={rule}")).Count == 1, $"one event {rule}");
        return found[0];
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient client, string query)
    {
        var list = await client.GetFromJsonAsync<JsonElement>($"/api/security/events{query}");
        return [.. list.GetProperty("items").EnumerateArray()];
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using Farol.Access.SecurityEvents;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Access.Tests;

public sealed class SecurityReportTests : ISecurityEvents
{
    private readonly ConcurrentQueue<SecurityEvent> _events = [];

    void ISecurityEvents.Report(SecurityEvent happened) => _events.Enqueue(happened);

    [Fact]
    public async Task Failed_and_throttled_logins_are_reported_and_counted()
    {
        await using var app = await StartAsync();
        using var counts = new CountListener(app);

        for (var i = 0; i < 6; i++)
        {
            await app.LoginAsync("ana@isp.example", "hunter2 hunter2");
        }

        await app.LoginAsAdminAsync();
        Assert.Equal((1, 5, 1), (counts.Of("farol_logins_total", "ok"), counts.Of("farol_logins_total", "failed"), counts.Of("farol_logins_total", "throttled")));
        Assert.Equal(5, _events.Count(e => e is { Rule: "login.failed", Target: "ana@isp.example", Source: "127.0.0.1" }));
        Assert.Single(_events, e => e is { Rule: "login.throttled", Blocked: true });
        Assert.DoesNotContain(_events, e => e.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_typed_instead_of_an_address_is_not_kept()
    {
        await using var app = await StartAsync();

        await app.LoginAsync("hunter2 by mistake", "whatever it was");

        Assert.Equal("(no e-mail address)", Assert.Single(_events).Target);
    }

    [Fact]
    public async Task Refused_tokens_are_reported()
    {
        await using var app = await StartAsync();

        await app.GetAsync("/totals", "not-a-token");

        Assert.Equal(("token.refused", "/totals", "127.0.0.1"), (Assert.Single(_events).Rule, _events.First().Target, _events.First().Source));
    }

    [Fact]
    public async Task A_cookie_that_another_site_uses_is_reported()
    {
        await using var app = await StartAsync();
        var login = await app.SendAsync(
            HttpMethod.Post, "/api/auth/login?cookie=true", null,
            new { email = "admin@farol.local", password = AccessApplication.AdminPassword }, ("X-Farol-Request", "1"));
        var cookie = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        var forged = await app.SendAsync(HttpMethod.Post, "/totals", null, null, ("Cookie", cookie), ("Origin", "https://evil.example"));

        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Equal("cookie.forged", Assert.Single(_events).Rule);
    }

    [Fact]
    public async Task A_refresh_token_that_is_used_twice_is_reported_with_whose_it_was()
    {
        await using var app = await StartAsync();
        var refresh = (await app.LoginAsAdminAsync()).GetProperty("refresh_token").GetString();

        await app.Client.PostAsJsonAsync("/api/auth/refresh", new { refresh_token = refresh }, TestContext.Current.CancellationToken);
        await app.Client.PostAsJsonAsync("/api/auth/refresh", new { refresh_token = refresh }, TestContext.Current.CancellationToken);

        Assert.Contains(_events, e => e is { Rule: "token.reused", Severity: SecuritySeverity.High, Target: "admin@farol.local", TenantId: "platform" });
    }

    private Task<AccessApplication> StartAsync() =>
        AccessApplication.StartAsync(configure: builder => builder.Services.AddSingleton<ISecurityEvents>(this));

    /// <summary>Adds up what the application's own meters count.</summary>
    private sealed class CountListener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<(string, string?), long> _sums = new();

        public CountListener(AccessApplication app)
        {
            var meters = app.Get<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
                _sums.AddOrUpdate((instrument.Name, tags.Length == 0 ? null : tags[0].Value as string), value, (_, sum) => sum + value));
            _listener.Start();
        }

        public long Of(string name, string label) => _sums.GetValueOrDefault((name, label));

        public void Dispose() => _listener.Dispose();
    }
}

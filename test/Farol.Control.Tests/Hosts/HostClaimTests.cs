using System.Net;
using System.Text.Json;
using Farol.Configuration.Gateway;
using Farol.Control.Hosts;
using Farol.Control.Tests.Backends;
using Testing.Support;
using static Farol.Control.Tests.Backends.ObjectApplication;

namespace Farol.Control.Tests.Hosts;

/// <summary><c>/api/hosts</c>: claims, proofs, losses and transfers.</summary>
public sealed class HostClaimTests
{
    [Fact]
    public async Task A_host_is_served_once_its_record_is_published()
    {
        await using var app = await StartAsync();
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        var early = await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { host = "app.example.com", pool = "web" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        Assert.Contains("POST /api/hosts", early.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);

        var claim = await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "Example.COM." });
        Assert.Equal(HttpStatusCode.Created, claim.Status);
        Assert.Equal(("example.com", "pending"), (claim.Body.GetProperty("host").GetString(), claim.Body.GetProperty("state").GetString()));
        Assert.Equal("_farol-challenge.example.com", claim.Body.GetProperty("record").GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { host = "app.example.com", pool = "web" })).Status);

        Publish(app, claim.Body);
        var proven = await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts/example.com/check");
        Assert.Equal(("proven", "dns"), (proven.Body.GetProperty("state").GetString(), proven.Body.GetProperty("method").GetString()));
        foreach (var host in new[] { "example.com", "app.example.com", "*.example.com", "**.deep.example.com" })
        {
            var route = await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { host, pool = "web" });
            Assert.True(route.Status == HttpStatusCode.Created, $"{host}: {route.Body}");
        }

        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "app.example.com" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts", new { host = "app.example.com" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "example.com" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Get, "/api/hosts/example.com")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Delete, "/api/hosts/example.com")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts/example.com/check")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts/example.com/approve")).Status);
    }

    [Fact]
    public async Task Somebody_elses_record_proves_nothing()
    {
        await using var app = await StartAsync();
        var claim = await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "example.com" });
        var theirs = await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts", new { host = "example.com" });
        Assert.NotEqual(claim.Body.GetProperty("record").GetRawText(), theirs.Body.GetProperty("record").GetRawText());
        Publish(app, claim.Body);
        var checkedOnce = await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts/example.com/check");
        Assert.Equal("pending", checkedOnce.Body.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts/example.com/check")).Status);
        app.Records.IsAway = true;
        Assert.Contains("no DNS server", (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts/example.com/check")).Body.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_names_is_searched_and_an_endless_search_refused()
    {
        await using var app = await StartAsync();
        await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "shop.example.com" });
        await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "blog.example.com" });
        var found = await SendAsync(app.Acme, HttpMethod.Get, "/api/hosts?text=SHOP");
        Assert.Equal("shop.example.com", Assert.Single(found.Body.GetProperty("items").EnumerateArray()).GetProperty("host").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Get, $"/api/hosts?text={new string('a', 300)}")).Status);
    }

    [Fact]
    public async Task Giving_a_name_up_takes_its_routes_out()
    {
        await using var app = await StartAsync();
        await ProvenWithRouteAsync(app);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(app.Acme, HttpMethod.Delete, "/api/hosts/example.com", ifMatch: "\"0\"")).Status);
        Assert.Single(app.Configuration.Current.Api.Routes);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(app.Acme, HttpMethod.Delete, "/api/hosts/example.com")).Status);
        Assert.Empty(app.Configuration.Current.Api.Routes);
        Assert.Equal(("farol", "acme"), (app.Configuration.Changes[^1].Actor, app.Configuration.Changes[^1].TenantId));
    }

    [Fact]
    public async Task A_domain_that_was_sold_goes_to_whoever_publishes_their_record_in_its_place()
    {
        var time = new ManualTime();
        await using var app = await StartAsync(time: time);
        await ProvenWithRouteAsync(app);
        var theirs = (await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts", new { host = "example.com" })).Body;
        var mine = (await SendAsync(app.Acme, HttpMethod.Get, "/api/hosts/example.com")).Body;

        // Both are published: who was first keeps it.
        app.Records.Publish("_farol-challenge.example.com", Value(mine), Value(theirs));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("pending", (await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts/example.com/check")).Body.GetProperty("state").GetString());
        Assert.Single(app.Configuration.Current.Api.Routes);

        Publish(app, theirs);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("proven", (await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts/example.com/check")).Body.GetProperty("state").GetString());
        Assert.Equal("pending", (await SendAsync(app.Acme, HttpMethod.Get, "/api/hosts/example.com")).Body.GetProperty("state").GetString());
        Assert.Empty(app.Configuration.Current.Api.Routes);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { host = "app.example.com", pool = "web" })).Status);
    }

    [Fact]
    public async Task A_record_that_is_away_costs_the_host_after_the_grace_and_a_dns_that_is_away_does_not()
    {
        var time = new ManualTime();
        var grace = TimeSpan.FromMinutes(10);
        await using var app = await StartAsync(time: time, hosts: new HostOptions { RecheckInterval = TimeSpan.FromMinutes(2), Grace = grace });
        await ProvenWithRouteAsync(app);
        app.Records.IsAway = true;
        var (begun, looked) = (time.GetUtcNow(), app.Records.Looks);
        await PassAsync(time, () => Task.FromResult(time.GetUtcNow() - begun > 2 * grace && app.Records.Looks > looked + 2));
        Assert.Equal("proven", await StateAsync(app));

        app.Records.IsAway = false;
        app.Records.Remove("_farol-challenge.example.com");
        await PassAsync(time, async () => await StateAsync(app) == "failing");
        var failing = time.GetUtcNow();
        Assert.Single(app.Configuration.Current.Api.Routes);
        await PassAsync(time, async () => await StateAsync(app) == "pending");
        Assert.True(time.GetUtcNow() - failing >= grace - TimeSpan.FromMinutes(1));
        await Eventually.True(() => app.Configuration.Current.Api.Routes.Count == 0, "its routes are gone");
    }

    [Fact]
    public async Task What_a_rollback_brings_back_does_not_stay_without_a_proof()
    {
        await using var app = await StartAsync();
        await app.Configuration.ChangeAsync(
            new Farol.Control.Revisions.ConfigurationChange("somebody", "revision.rollback", "1", state => state.Api with
            {
                Routes = [new RouteSection { Name = "acme:old", Host = "old.example.com", Tenant = "acme", Redirect = new RedirectSection { To = "https://example.com/" } }],
            }),
            TestContext.Current.CancellationToken);
        await Eventually.True(() => app.Configuration.Current.Api.Routes.Count == 0, "the keeper takes it out");
    }

    [Fact]
    public async Task The_platform_gives_and_takes_a_name_without_dns()
    {
        await using var app = await StartAsync();
        await ProvenWithRouteAsync(app);
        await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts", new { host = "example.com" });
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(app.Platform, HttpMethod.Post, "/api/hosts/example.com/approve?tenant=globex")).Status);
        var given = await SendAsync(app.Platform, HttpMethod.Post, "/api/hosts/example.com/approve?tenant=globex&transfer=true");
        Assert.Equal(("proven", "platform"), (given.Body.GetProperty("state").GetString(), given.Body.GetProperty("method").GetString()));
        Assert.Empty(app.Configuration.Current.Api.Routes);

        // The record of before is still published, and does not take it back.
        await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts/example.com/check");
        Assert.Equal("pending", (await SendAsync(app.Acme, HttpMethod.Get, "/api/hosts/example.com")).Body.GetProperty("state").GetString());
        Assert.Equal(2, (await SendAsync(app.Platform, HttpMethod.Get, "/api/hosts?tenant=all")).Body.GetProperty("total_count").GetInt32());
    }

    [Fact]
    public async Task A_longer_name_stays_with_whoever_proved_it_first()
    {
        await using var app = await StartAsync();
        await app.ProveAsync("globex", "shop.example.com");
        await app.ProveAsync("acme", "example.com");
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        foreach (var (host, isOwn) in new[] { ("shop.example.com", false), ("a.shop.example.com", false), ("**.shop.example.com", false), ("other.example.com", true), ("*.example.com", true) })
        {
            Assert.Equal(isOwn ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { host, pool = "web" })).Status);
        }
    }

    [Fact]
    public async Task Claims_are_bounded()
    {
        await using var app = await StartAsync(hosts: new HostOptions { MaxPending = 2 });
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "a.example" })).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "b.example" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "c.example" })).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Globex, HttpMethod.Post, "/api/hosts", new { host = "c.example" })).Status);
    }

    private static async Task ProvenWithRouteAsync(ObjectApplication app)
    {
        Publish(app, (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host = "example.com" })).Body);
        Assert.Equal("proven", (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts/example.com/check")).Body.GetProperty("state").GetString());
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { host = "app.example.com", pool = "web" })).Status);
    }

    /// <summary>Lets time pass in small steps until something holds.</summary>
    private static Task PassAsync(ManualTime time, Func<Task<bool>> until) => Eventually.True(
        () =>
        {
            time.Advance(TimeSpan.FromSeconds(20));
            return until();
        },
        "the time has passed");

    private static async Task<string> StateAsync(ObjectApplication app) =>
        (await app.Control.Get<HostClaims>().FindAsync("acme", "example.com", TestContext.Current.CancellationToken)) is { } claim
            ? claim.IsProven ? claim.FailingSinceMs is null ? "proven" : "failing" : "pending"
            : "gone";

    private static void Publish(ObjectApplication app, JsonElement claim) =>
        app.Records.Publish(claim.GetProperty("record").GetProperty("name").GetString()!, "v=spf1 -all", Value(claim));

    private static string Value(JsonElement claim) => claim.GetProperty("record").GetProperty("value").GetString()!;
}

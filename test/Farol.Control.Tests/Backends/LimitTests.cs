using System.Net;
using Farol.Configuration.Gateway;
using static Farol.Control.Tests.Backends.ObjectApplication;

namespace Farol.Control.Tests.Backends;

/// <summary><c>/api/limits</c>.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task The_platform_sets_the_gateways_and_a_tenant_those_of_its_routes()
    {
        await using var app = await StartedAsync();
        var set = await SendAsync(app.Platform, HttpMethod.Put, "/api/limits", new { bounds = new { max_head_bytes = 16384 }, rate_limits = new[] { new { requests_per_second = 500 } } });
        Assert.True(set.Status == HttpStatusCode.OK, set.Body.ToString());
        Assert.Equal(16384, app.Configuration.Current.Whole.Gateway.Limits.MaxHeadBytes);
        Assert.Equal(500, app.Configuration.Current.Whole.Gateway.RateLimits[0].RequestsPerSecond);

        var own = await SendAsync(app.Acme, HttpMethod.Put, "/api/limits", new { routes = new[] { new { name = "app", rate_limits = new[] { new { requests_per_second = 5, per = "tenant" } }, max_body_bytes = 1000 } } });
        Assert.True(own.Status == HttpStatusCode.OK, own.Body.ToString());
        Assert.Equal(5, app.Configuration.Current.Api.Routes[0].RateLimits[0].RequestsPerSecond);
        Assert.Equal((1, 1), (own.Body.GetProperty("used").GetProperty("routes").GetInt32(), own.Body.GetProperty("used").GetProperty("backends").GetInt32()));
        Assert.True(own.Body.GetProperty("plan").TryGetProperty("max_routes", out _));
        Assert.Equal(500, app.Configuration.Current.Whole.Gateway.RateLimits[0].RequestsPerSecond);

        // What was read may be sent back as it is, and is judged by what it changes.
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Acme, HttpMethod.Put, "/api/limits", own.Body.GetRawText(), own.Response.Headers.ETag!.ToString())).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Put, "/api/limits", new { bounds = new { max_head_bytes = 65535 } })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Put, "/api/limits", new { rate_limits = Array.Empty<object>() })).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(app.Acme, HttpMethod.Put, "/api/limits", new { }, "\"0\"")).Status);
    }

    [Fact]
    public async Task Another_tenants_routes_are_neither_shown_nor_changed()
    {
        await using var app = await StartedAsync();
        var seen = await SendAsync(app.Globex, HttpMethod.Get, "/api/limits");
        Assert.Empty(seen.Body.GetProperty("routes").EnumerateArray());
        foreach (var name in new[] { "app", "acme:app" })
        {
            var answer = await SendAsync(app.Globex, HttpMethod.Put, "/api/limits", new { routes = new[] { new { name } } });
            Assert.Equal("routes[0].name", Assert.Single(answer.Body.GetProperty("errors").EnumerateObject()).Name);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Get, "/api/limits?tenant=acme")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(app.Control.AcmeViewer, HttpMethod.Put, "/api/limits", new { })).Status);
        var wrong = await SendAsync(app.Platform, HttpMethod.Put, "/api/limits", new { bounds = new { max_head_bytes = 1 }, burst = 1, rate_limits = new[] { new { per = "planet" } } });
        Assert.Equal(
            ["bounds.max_head_bytes", "burst", "rate_limits[0].per", "rate_limits[0].requests_per_second"],
            wrong.Body.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Limits_of_the_file_are_changed_there()
    {
        await using var app = await StartAsync(file: new GatewayDocument { Gateway = new GlobalSection { Region = "br" } });
        Assert.Equal("file", (await SendAsync(app.Platform, HttpMethod.Get, "/api/limits")).Body.GetProperty("managed_by").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(app.Platform, HttpMethod.Put, "/api/limits", new { bounds = new { max_head_bytes = 16384 } })).Status);
    }

    private static async Task<ObjectApplication> StartedAsync()
    {
        var app = await StartAsync();
        await app.ProveAsync("acme", "example.com");
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { name = "app", host = "app.example.com", pool = "web" })).Status);
        return app;
    }
}

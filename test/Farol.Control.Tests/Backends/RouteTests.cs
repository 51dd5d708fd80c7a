using System.Net;
using Farol.Configuration.Gateway;
using Farol.Link.Protocol;
using static Farol.Control.Tests.Backends.ObjectApplication;

namespace Farol.Control.Tests.Backends;

/// <summary><c>/api/routes</c> and <c>/api/routes/test</c>.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task A_route_lives_through_its_whole_life()
    {
        await using var app = await StartAsync();
        await app.ProveAsync("acme", "example.com");
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        var made = await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", """
            {"host":"App.Example.com.","path_prefix":"/api/","pool":"web","request_headers":{"set":[{"name":"X-Api-Key","value":"s3cret"}]},"rate_limits":[{"requests_per_second":5}]}
            """);
        Assert.True(made.Status == HttpStatusCode.Created, made.Body.ToString());
        Assert.Equal("app.example.com/api", made.Body.GetProperty("name").GetString());
        Assert.Equal("web", made.Body.GetProperty("pool").GetString());
        var route = Assert.Single(app.Configuration.Current.Api.Routes);
        Assert.Equal(("acme:app.example.com/api", "app.example.com", "acme:web", "acme"), (route.Name, route.Host, route.Pool, route.Tenant));

        foreach (var path in new[] { "/api/routes/app.example.com/api", "/api/routes/app.example.com%2Fapi" })
        {
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Acme, HttpMethod.Get, path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Get, path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Put, path, new { pool = "web" })).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Delete, path)).Status);
        }

        // The mask that was read keeps the secret that is stored.
        var read = await SendAsync(app.Acme, HttpMethod.Get, "/api/routes/app.example.com/api");
        Assert.DoesNotContain("s3cret", read.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Acme, HttpMethod.Put, "/api/routes/app.example.com/api", read.Body.GetRawText())).Status);
        Assert.Equal("s3cret", app.Configuration.Current.Api.Routes[0].RequestHeaders.Set[0].Value);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(app.Acme, HttpMethod.Delete, "/api/pools/web")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(app.Acme, HttpMethod.Delete, "/api/routes/app.example.com/api")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(app.Acme, HttpMethod.Delete, "/api/pools/web")).Status);
    }

    [Fact]
    public async Task A_header_that_nobody_is_shown_goes_to_the_pool_that_it_was_stored_for_alone()
    {
        await using var app = await StartAsync();
        await app.ProveAsync("acme", "example.com");
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.6:80", pool = "mine" });
        const string Route = """{"name":"app","host":"app.example.com","pool":"POOL","request_headers":{"set":[{"name":"X-Api-Key","value":"VALUE"}]}}""";
        static string Led(string pool, string value) => Route.Replace("POOL", pool, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", Led("web", "s3cret"))).Status);

        var refused = await SendAsync(app.Acme, HttpMethod.Put, "/api/routes/app", Led("mine", "***"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("request_headers.set[0].value", Assert.Single(refused.Body.GetProperty("errors").EnumerateObject()).Name);
        Assert.Equal("acme:web", app.Configuration.Current.Api.Routes[0].Pool);

        // Nor by way of a redirect.
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Acme, HttpMethod.Put, "/api/routes/app", Led("mine", "***").Replace("\"pool\":\"mine\"", "\"redirect\":{\"to\":\"/x\"}", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Put, "/api/routes/app", Led("mine", "***"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Acme, HttpMethod.Put, "/api/routes/app", Led("mine", "another"))).Status);
        Assert.Equal("another", app.Configuration.Current.Api.Routes[0].RequestHeaders.Set[0].Value);
    }

    [Fact]
    public async Task A_tenant_reaches_nobody_elses_pool()
    {
        await using var app = await StartAsync(api: new GatewayDocument { Pools = [new PoolSection { Name = "inner", Backends = [new BackendSection { Address = "10.0.0.1:80" }] }] });
        await app.ProveAsync("globex", "globex.example");
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        foreach (var pool in new[] { "web", "acme:web", "inner", "platform:inner", "" })
        {
            var answer = await SendAsync(app.Globex, HttpMethod.Post, "/api/routes", new { host = "globex.example", pool });
            Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity, $"{pool}: {answer.Status}");
            Assert.True(answer.Body.GetProperty("errors").TryGetProperty("pool", out _), answer.Body.GetRawText());
        }

        Assert.Empty(app.Configuration.Current.Api.Routes);
    }

    [Fact]
    public async Task Errors_name_the_keys_of_the_route()
    {
        await using var app = await StartAsync();
        var answer = await SendAsync(app.Platform, HttpMethod.Post, "/api/routes", new
        {
            name = "test",
            host = "a_b..c",
            tenant = "acme",
            error_pages = new[] { new { status = "404", file = "/etc/shadow" } },
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("host", answer.Body.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        var second = await SendAsync(app.Platform, HttpMethod.Post, "/api/routes", new
        {
            name = "test",
            host = "a.example.com",
            tenant = "acme",
            error_pages = new[] { new { status = "404", file = "/etc/shadow" } },
        });
        Assert.Equal(["error_pages[0].file", "name", "tenant"], second.Body.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        var third = await SendAsync(app.Platform, HttpMethod.Post, "/api/routes", new { host = "a.example.com" });
        Assert.Equal("pool", Assert.Single(third.Body.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_host_that_could_be_proven_is_refused_with_a_code_and_one_that_could_not_without()
    {
        await using var app = await StartAsync();
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        var unproven = await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { host = "www.example.com", pool = "web" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unproven.Status);
        Assert.Equal("host_not_proven", unproven.Body.GetProperty("codes").GetProperty("host").GetString());
        var reserved = await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { host = "*", pool = "web" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reserved.Status);
        Assert.False(reserved.Body.TryGetProperty("codes", out _));
    }

    [Fact]
    public async Task A_test_of_a_route_asks_a_gateway_and_tells_a_tenant_of_its_own_hosts_only()
    {
        await using var app = await StartAsync();
        await app.ProveAsync("acme", "example.com");
        app.Fleet.Answer = new RouteAnswer { Route = "acme:app", Pool = "acme:web", Tenant = "acme", Backend = "acme:web/203.0.113.5:80", Reasons = { "route acme:app: host app.example.com" } };
        var told = await SendAsync(app.Acme, HttpMethod.Get, "/api/routes/test?host=app.example.com&path=/x%3Fq%3D1&method=POST");
        Assert.Equal(("app", "web", "web/203.0.113.5:80", "acme"), (
            told.Body.GetProperty("route").GetString(), told.Body.GetProperty("pool").GetString(), told.Body.GetProperty("backend").GetString(), told.Body.GetProperty("tenant").GetString()));
        Assert.Equal("route app: host app.example.com", told.Body.GetProperty("reasons")[0].GetString());
        Assert.Equal(("POST", "app.example.com", "/x?q=1"), (app.Fleet.Asked[0].Method, app.Fleet.Asked[0].Host, app.Fleet.Asked[0].Path));

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Get, "/api/routes/test?host=app.example.com")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Get, "/api/routes/test?host=APP.example.com.:8080")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Get, "/api/routes/test?host=farol.example.net")).Status);
        Assert.Single(app.Fleet.Asked);
        var posted = await SendAsync(app.Platform, HttpMethod.Post, "/api/routes/test", new { host = "app.example.com", headers = new { accept = "x" } });
        Assert.True(posted.Status == HttpStatusCode.OK, posted.Body.ToString());
        Assert.Equal("acme", posted.Body.GetProperty("tenant").GetString());

        // The gateway would take another's route: not a word of it.
        app.Fleet.Answer = new RouteAnswer { Route = "globex:secret", Pool = "globex:secret", Tenant = "globex", Reasons = { "route globex:secret" } };
        Assert.DoesNotContain("secret", (await SendAsync(app.Acme, HttpMethod.Get, "/api/routes/test?host=app.example.com")).Body.GetRawText(), StringComparison.Ordinal);
        app.Fleet.Answer = null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(app.Acme, HttpMethod.Get, "/api/routes/test?host=app.example.com")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Get, "/api/routes/test")).Status);
    }
}

using System.Net;
using Farol.Configuration.Gateway;
using static Farol.Control.Tests.Backends.ObjectApplication;

namespace Farol.Control.Tests.Backends;

/// <summary><c>/api/pools</c>: read, written, kept apart by tenant.</summary>
public sealed class PoolTests
{
    private static readonly object _web = new { name = "web", backends = new[] { new { address = "203.0.113.5:80", weight = 2 } } };

    [Fact]
    public async Task A_pool_lives_through_its_whole_life()
    {
        await using var app = await StartAsync();
        var made = await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", _web);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("/api/pools/web", made.Response.Headers.Location?.ToString());
        Assert.Equal("api", made.Body.GetProperty("managed_by").GetString());
        Assert.Equal("web/203.0.113.5:80", made.Body.GetProperty("backends")[0].GetProperty("id").GetString());
        var pool = Assert.Single(app.Configuration.Current.Api.Pools);
        Assert.Equal(("acme:web", "acme", "acme:web/203.0.113.5:80"), (pool.Name, pool.Tenant, pool.Backends[0].Id));

        // What was read may be sent back, and an answer's own keys do not disturb.
        var read = await SendAsync(app.Acme, HttpMethod.Get, "/api/pools/web");
        var same = await SendAsync(app.Acme, HttpMethod.Put, "/api/pools/web", read.Body.GetRawText(), read.Response.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, same.Status);
        Assert.Equal(pool, app.Configuration.Current.Api.Pools[0]);

        // A body without backends keeps them; everything else goes back to its default.
        var changed = await SendAsync(app.Acme, HttpMethod.Put, "/api/pools/web", new { algorithm = "least_conn", slow_start = "30s" });
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal("least_conn", changed.Body.GetProperty("algorithm").GetString());
        Assert.Equal("30s", changed.Body.GetProperty("slow_start").GetString());
        Assert.Equal(1, changed.Body.GetProperty("backends").GetArrayLength());

        var stale = await SendAsync(app.Acme, HttpMethod.Delete, "/api/pools/web", ifMatch: read.Response.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(app.Acme, HttpMethod.Delete, "/api/pools/web", ifMatch: changed.Response.Headers.ETag!.ToString())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Acme, HttpMethod.Get, "/api/pools/web")).Status);
        Assert.Equal(["pool.create", "pool.change", "pool.change", "pool.delete"], app.Configuration.Changes.Select(c => c.Action));
        Assert.All(app.Configuration.Changes, c => Assert.Equal(("operator@acme.example", "acme", "web"), (c.Actor, c.TenantId, c.Target)));
    }

    [Fact]
    public async Task Two_tenants_have_pools_of_one_name_and_see_their_own()
    {
        await using var app = await StartAsync();
        await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", _web);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete, HttpMethod.Put })
        {
            foreach (var name in new[] { "web", "acme:web", "acme%3Aweb" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, method, $"/api/pools/{name}", method == HttpMethod.Put ? _web : null)).Status);
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Get, "/api/pools/web?tenant=acme")).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Globex, HttpMethod.Post, "/api/pools", _web)).Status);
        Assert.Equal(1, (await SendAsync(app.Globex, HttpMethod.Get, "/api/pools")).Body.GetProperty("total_count").GetInt32());
        Assert.Equal(2, (await SendAsync(app.Platform, HttpMethod.Get, "/api/pools?tenant=all")).Body.GetProperty("total_count").GetInt32());
        Assert.Equal(0, (await SendAsync(app.Platform, HttpMethod.Get, "/api/pools")).Body.GetProperty("total_count").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Get, "/api/pools?tenant=all")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Platform, HttpMethod.Get, "/api/pools/web?tenant=acme")).Status);
    }

    [Fact]
    public async Task What_a_file_manages_is_shown_and_changed_only_there()
    {
        await using var app = await StartAsync(file: new GatewayDocument
        {
            Pools = [new PoolSection { Name = "filed", Backends = [new BackendSection { Address = "192.0.2.1:80" }] }],
            Routes = [new RouteSection { Host = "filed.example.com", Pool = "filed" }],
        });
        foreach (var path in new[] { "/api/pools/filed", "/api/routes/filed.example.com%2F", "/api/backends/filed/192.0.2.1:80" })
        {
            var shown = (await SendAsync(app.Platform, HttpMethod.Get, path)).Body;
            Assert.Equal(("file", "farol.yaml"), (shown.GetProperty("managed_by").GetString(), shown.GetProperty("file").GetString()));
        }

        (HttpMethod Method, string Path, object? Body)[] writes =
        [
            (HttpMethod.Put, "/api/pools/filed", new { name = "filed" }),
            (HttpMethod.Delete, "/api/pools/filed", null),
            (HttpMethod.Post, "/api/pools", new { name = "filed", backends = new[] { new { address = "192.0.2.2:80" } } }),
            (HttpMethod.Post, "/api/backends", new { address = "192.0.2.2:80", pool = "filed" }),
            (HttpMethod.Delete, "/api/backends/filed/192.0.2.1:80", null),
            (HttpMethod.Put, "/api/backends/filed/192.0.2.1:80", new { address = "192.0.2.1:80", weight = 2 }),
            (HttpMethod.Delete, "/api/routes/filed.example.com/", null),
            (HttpMethod.Put, "/api/routes/filed.example.com/", new { host = "filed.example.com", pool = "filed" }),
        ];
        foreach (var (method, path, body) in writes)
        {
            var answer = await SendAsync(app.Platform, method, path, body);
            Assert.True(answer.Status == HttpStatusCode.Conflict, $"{method} {path}: {answer.Status} {answer.Body}");
            Assert.Contains("farol.yaml", answer.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_dry_run_tells_the_difference_and_changes_nothing()
    {
        await using var app = await StartAsync();
        await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", _web);
        var answer = await SendAsync(app.Acme, HttpMethod.Put, "/api/pools/web?dry_run=true", new { algorithm = "peak_ewma" });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var difference = Assert.Single(answer.Body.GetProperty("differences").EnumerateArray());
        Assert.Equal(("changed", "pool web", "algorithm", "round_robin", "peak_ewma"), (
            difference.GetProperty("kind").GetString(), difference.GetProperty("object").GetString(), difference.GetProperty("field").GetString(),
            difference.GetProperty("before").GetString(), difference.GetProperty("after").GetString()));
        Assert.Equal(BalancingAlgorithm.RoundRobin, app.Configuration.Current.Api.Pools[0].Algorithm);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Put, "/api/pools/web?dry_run=maybe", new { })).Status);
    }

    [Fact]
    public async Task Errors_name_the_keys_of_the_object_that_was_sent()
    {
        await using var app = await StartAsync();
        await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", _web);
        var answer = await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", new
        {
            name = "b:c",
            tenant = "globex",
            weight = 1,
            panic_percent = "half",
            tls = new { authority_file = "/etc/passwd" },
            backends = new[] { new { address = "203.0.113.5", id = "" } },
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["backends[0].address", "panic_percent", "weight"], Keys(answer.Body));
        var second = await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", new
        {
            name = "b:c",
            tenant = "globex",
            tls = new { authority_file = "/etc/passwd" },
            backends = new[] { new { address = "203.0.113.5:80", id = "x:y" } },
        });
        Assert.Equal(["backends[0].id", "name", "tenant", "tls.authority_file"], Keys(second.Body));
        var third = await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", new
        {
            name = "b",
            hash_on = new { source = "header" },
            backends = new[] { new { address = "203.0.113.5:80", health_check = new { interval = "1s", timeout = "2s" } } },
        });
        Assert.Equal(["backends[203.0.113.5:80].health_check.timeout", "hash_on"], Keys(third.Body));
        Assert.Equal(["backends"], Keys((await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", new { name = "b" })).Body));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", "{")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", _web)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(app.Control.AcmeViewer, HttpMethod.Post, "/api/pools", _web)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(app.Control.Anonymous, HttpMethod.Get, "/api/pools")).Status);
    }

    [Fact]
    public async Task A_plan_bounds_how_many_backends_a_tenant_has_over_all_its_pools()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", new { plan = "free" })).Status);
        object Pool(string name, int backends) => new { name, backends = Enumerable.Range(1, backends).Select(i => new { address = $"203.0.113.{i}:80" }) };
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", Pool("a", 5))).Status);
        var answer = await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", Pool("b", 2));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("6 backends", answer.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", Pool("b", 1))).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Platform, HttpMethod.Post, "/api/pools", Pool("c", 20))).Status);
    }

    private static IEnumerable<string> Keys(System.Text.Json.JsonElement problem) =>
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);
}

using System.Net;
using System.Text.Json;
using Farol.Control.Gateways;
using Farol.Link;
using Farol.Link.Protocol;
using Testing.Support;
using static Farol.Control.Tests.Backends.ObjectApplication;

namespace Farol.Control.Tests.Backends;

/// <summary><c>/api/backends</c>, in the shape of the original.</summary>
public sealed class BackendTests
{
    private static readonly string[] _shape =
        ["id", "address", "pool", "status", "health", "weight", "region", "connections", "response_time", "error_rate", "last_check", "last_error", "version"];

    [Fact]
    public async Task A_client_of_the_original_adds_reads_changes_and_deletes_a_backend()
    {
        await using var app = await StartAsync();
        var made = await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", """
            {"address":"203.0.113.5:8080","pool":"web","weight":2,"region":"br","health_check":{"path":"/up","interval":"30s","timeout":"5s","expected_status":200}}
            """);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.True(made.Body.GetProperty("pool_created").GetBoolean());
        Assert.Equal("web/203.0.113.5:8080", made.Body.GetProperty("id").GetString());
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.6:8080", pool = "web", id = "second" });

        var list = (await SendAsync(app.Acme, HttpMethod.Get, "/api/backends?pool=web")).Body;
        Assert.Equal(JsonValueKind.Array, list.ValueKind);
        Assert.Equal(["web/203.0.113.5:8080", "second"], list.EnumerateArray().Select(b => b.GetProperty("id").GetString()));
        Assert.All(_shape, key => Assert.True(list[0].TryGetProperty(key, out _), key));
        Assert.Empty((await SendAsync(app.Acme, HttpMethod.Get, "/api/backends?pool=other")).Body.EnumerateArray());

        // Nobody has said anything of it: null, not 0.
        Assert.All(["status", "health", "connections", "response_time", "error_rate", "last_check", "last_error"], key => Assert.Equal(JsonValueKind.Null, list[0].GetProperty(key).ValueKind));
        Assert.Equal("30s", list[0].GetProperty("health_check").GetProperty("interval").GetString());

        foreach (var path in new[] { "/api/backends/web/203.0.113.5:8080", "/api/backends/web%2F203.0.113.5%3A8080", "/api/backends/web%2f203.0.113.5:8080" })
        {
            var one = await SendAsync(app.Acme, HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.OK, one.Status);
            Assert.Equal($"\"{one.Body.GetProperty("version").GetString()}\"", one.Response.Headers.ETag!.ToString());
        }

        var changed = await SendAsync(app.Acme, HttpMethod.Put, "/api/backends/web/203.0.113.5:8080", list[0].GetRawText().Replace("\"weight\":2", "\"weight\":7", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal(7, app.Configuration.Current.Api.Pools[0].Backends[0].Weight);
        Assert.NotNull(app.Configuration.Current.Api.Pools[0].Backends[0].HealthCheck);
        var moved = await SendAsync(app.Acme, HttpMethod.Put, "/api/backends/second", new { address = "203.0.113.7:8080" });
        Assert.Equal(("second", "203.0.113.7:8080"), (moved.Body.GetProperty("id").GetString(), moved.Body.GetProperty("address").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(app.Acme, HttpMethod.Delete, "/api/backends/second?force=true")).Status);
        var last = await SendAsync(app.Acme, HttpMethod.Delete, "/api/backends/web/203.0.113.5:8080");
        Assert.Equal(HttpStatusCode.Conflict, last.Status);
        Assert.Contains("last backend", last.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenants_backend_is_not_there()
    {
        await using var app = await StartAsync();
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        foreach (var id in new[] { "web/203.0.113.5:80", "acme:web/203.0.113.5:80", "acme:web%2F203.0.113.5:80" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Get, $"/api/backends/{id}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Delete, $"/api/backends/{id}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(app.Globex, HttpMethod.Put, $"/api/backends/{id}", new { address = "203.0.113.9:80" })).Status);
        }

        Assert.Empty((await SendAsync(app.Globex, HttpMethod.Get, "/api/backends")).Body.EnumerateArray());
        Assert.Empty((await SendAsync(app.Globex, HttpMethod.Get, "/api/backends?pool=acme:web")).Body.EnumerateArray());
        Assert.Equal("acme", Assert.Single((await SendAsync(app.Platform, HttpMethod.Get, "/api/backends?tenant=all")).Body.EnumerateArray()).GetProperty("tenant").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Globex, HttpMethod.Post, "/api/backends", new { address = "203.0.113.9:80", pool = "acme:web" })).Status);
    }

    [Fact]
    public async Task Figures_are_the_gateways_own()
    {
        var time = new ManualTime();
        await using var app = await StartAsync(time: time);
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        var (one, other) = (new LinkedGateway { Name = "one", IsConnected = true }, new LinkedGateway { Name = "other", IsConnected = true });
        Count(app, one, Seen("healthy", 100, 10, 4000), 0);
        Count(app, other, Seen("unhealthy", 50, 0, 1000), 0);
        time.Advance(TimeSpan.FromSeconds(30));
        Count(app, one, Seen("healthy", 180, 30, 4000), 2);
        Count(app, other, Seen("unhealthy", 70, 5, 1000), 1);
        var backend = (await SendAsync(app.Acme, HttpMethod.Get, "/api/backends")).Body[0];
        Assert.Equal(("offline", "unhealthy"), (backend.GetProperty("status").GetString(), backend.GetProperty("health").GetString()));
        Assert.Equal(3, backend.GetProperty("in_flight").GetInt64());
        Assert.Equal(10, backend.GetProperty("connections").GetInt64());
        Assert.Equal(25, backend.GetProperty("error_rate").GetDouble());
        Assert.Equal(((4 * 180) + (1 * 70)) / 250.0, backend.GetProperty("response_time").GetDouble(), 3);
        Assert.Equal("1970-01-01T00:01:00.000Z", backend.GetProperty("last_check").GetString());
        Assert.Equal("refused", backend.GetProperty("last_error").GetString());
        // Who thinks so, since when, and by what: the gateway that thinks least of it.
        Assert.Equal(("other", "active"), (backend.GetProperty("health_gateway").GetString(), backend.GetProperty("health_authority").GetString()));
        Assert.Equal("1970-01-01T00:00:30.000Z", backend.GetProperty("health_since").GetString());
        Assert.Equal((2_000, 6_000), (backend.GetProperty("bytes_in_total").GetInt64(), backend.GetProperty("bytes_out_total").GetInt64()));
        // 80 + 20 requests since, all in the bucket that ends with 5 ms.
        Assert.InRange(backend.GetProperty("p50_response_time").GetDouble(), 4.0, 4.7);
        Assert.InRange(backend.GetProperty("p99_response_time").GetDouble(), 4.9, 5.2);

        // A gateway that began anew counts from there.
        time.Advance(TimeSpan.FromSeconds(10));
        Count(app, one, Seen("healthy", 5, 5, 4000), 0);
        app.Fleet.Set([.. app.Fleet.All.Where(g => g.Name == "one")]);
        var anew = (await SendAsync(app.Acme, HttpMethod.Get, "/api/backends")).Body[0];
        Assert.All(["error_rate", "p50_response_time", "p99_response_time"], key => Assert.Equal(JsonValueKind.Null, anew.GetProperty(key).ValueKind));
    }

    [Fact]
    public async Task Deleting_drains_first_and_removes_when_nothing_is_under_way()
    {
        var time = new ManualTime();
        await using var app = await StartAsync(time: time);
        foreach (var address in new[] { "203.0.113.5:80", "203.0.113.6:80" })
        {
            await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address, pool = "web" });
        }

        var gateway = new LinkedGateway { Name = "one", IsConnected = true };
        Count(app, gateway, Seen("healthy", 1, 0, 1), 2);
        var deleted = await SendAsync(app.Acme, HttpMethod.Delete, "/api/backends/web/203.0.113.5:80");
        Assert.Equal(HttpStatusCode.Accepted, deleted.Status);
        Assert.Equal("draining", deleted.Body.GetProperty("status").GetString());
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromSeconds(30), deleted.Body.GetProperty("removed_by").GetDateTimeOffset());
        Assert.Equal("draining", (await SendAsync(app.Acme, HttpMethod.Get, "/api/backends/web/203.0.113.5:80")).Body.GetProperty("status").GetString());
        time.Advance(TimeSpan.FromSeconds(3));
        Count(app, gateway, Seen("draining", 1, 0, 1), 0);
        await Eventually.True(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return app.Configuration.Current.Api.Pools[0].Backends.Count == 1;
            },
            "it is removed");
        // It is noted after it holds.
        await Eventually.True(() => app.Configuration.Changes[^1].Action == "backend.delete", "the removal is noted");
        Assert.Equal("operator@acme.example", app.Configuration.Changes[^1].Actor);
        Assert.True(time.GetUtcNow() < deleted.Body.GetProperty("removed_by").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_backend_that_stays_busy_is_removed_when_its_time_is_over_and_one_that_is_wanted_back_is_not()
    {
        var time = new ManualTime();
        await using var app = await StartAsync(time: time);
        foreach (var address in new[] { "203.0.113.5:80", "203.0.113.6:80", "203.0.113.7:80" })
        {
            await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address, pool = "web" });
        }

        Count(app, new LinkedGateway { Name = "one", IsConnected = true }, Seen("healthy", 1, 0, 1), 9);
        await SendAsync(app.Acme, HttpMethod.Delete, "/api/backends/web/203.0.113.5:80");
        await SendAsync(app.Acme, HttpMethod.Delete, "/api/backends/web/203.0.113.6:80");
        await SendAsync(app.Acme, HttpMethod.Put, "/api/backends/web/203.0.113.6:80", new { address = "203.0.113.6:80" });
        await Eventually.True(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return app.Configuration.Current.Api.Pools[0].Backends.Count == 2;
            },
            "the busy one is removed");
        Assert.True(time.GetUtcNow() >= ManualTimeStart(time) + TimeSpan.FromSeconds(30));
        Assert.Equal(["203.0.113.6:80", "203.0.113.7:80"], app.Configuration.Current.Api.Pools[0].Backends.Select(b => b.Address));
    }

    private static DateTimeOffset ManualTimeStart(ManualTime time) => new ManualTime().GetUtcNow() is var start && start <= time.GetUtcNow() ? start : time.GetUtcNow();

    private static BackendCounters Seen(string state, long requests, long failures, long latency) => new()
    {
        Id = "acme:web/203.0.113.5:80",
        Pool = "acme:web",
        State = state,
        RequestsTotal = requests,
        FailuresTotal = failures,
        LatencyMicroseconds = latency,
        OpenConnections = 5,
        StateSinceUnixMilliseconds = 30_000,
        StateAuthority = state == "unhealthy" ? "active" : "",
        BytesInTotal = 1_000,
        BytesOutTotal = 3_000,
        LatencyBuckets = { Latencies(4_500, requests) },
        LastCheckUnixMilliseconds = 60_000,
        LastError = state == "unhealthy" ? "refused" : "",
    };

    private static long[] Latencies(long microseconds, long requests)
    {
        var buckets = new long[LatencyBounds.Buckets];
        buckets[LatencyBounds.Microseconds.ToArray().Count(bound => bound <= microseconds)] = requests;
        return buckets;
    }

    private static void Count(ObjectApplication app, LinkedGateway gateway, BackendCounters backend, long inFlight)
    {
        backend.InFlight = inFlight;
        app.Fleet.Count(app.Control.Get<IEnumerable<IGatewayObserver>>(), gateway, new Counters { Backends = { backend } });
    }
}

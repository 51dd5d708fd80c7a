using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>Backends, pools, routes and host names, from the API to the gateway.</summary>
[Collection(ControlGroup.Name)]
public sealed class ObjectsInForceTests(ControlRun run)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backends_come_change_and_go_under_load_without_a_failed_request()
    {
        await using var first = await NamedBackend.StartAsync("first");
        await using var second = await NamedBackend.StartAsync("second");
        var (pool, host) = (run.NewName("pool"), run.NewName("objects") + ".example");
        await SendAsync(run.Admin, HttpMethod.Post, "/api/backends", new { address = first.Loopback, pool });
        await SendAsync(run.Admin, HttpMethod.Post, "/api/routes", new { name = pool, host, pool });
        foreach (var path in (string[])[$"/api/pools/{pool}", $"/api/routes/{pool}", $"/api/backends/{pool}/{first.Loopback}"])
        {
            var body = (await SendAsync(run.Admin, HttpMethod.Get, path)).Body;
            Assert.True(body.GetProperty("desired_revision").GetInt64() > 0);
            Assert.Equal((JsonValueKind.String, JsonValueKind.Null), (body.GetProperty("in_force_since").ValueKind, body.GetProperty("error").ValueKind));
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var load = Enumerable.Range(0, 4).Select(_ => LoadAsync(host, stop.Token)).ToList();

        for (var round = 0; round < 3; round++)
        {
            var before = second.Requests;
            Assert.Equal(HttpStatusCode.Created, (await SendAsync(run.Admin, HttpMethod.Post, "/api/backends", new { address = second.Loopback, pool, health_check = new { path = "/", interval = "1s", timeout = "500ms", expected_status = 200 } })).Status);
            await Eventually.True(() => second.Requests > before + 4, "the second backend is asked");
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(run.Admin, HttpMethod.Put, $"/api/backends/{pool}/{second.Loopback}", new { address = second.Loopback, weight = 3 })).Status);
            var deleted = await SendAsync(run.Admin, HttpMethod.Delete, $"/api/backends/{pool}%2F{second.Loopback}");
            Assert.Equal((HttpStatusCode.Accepted, "draining"), (deleted.Status, deleted.Body.GetProperty("status").GetString()));
            await Eventually.True(
                async () => (await SendAsync(run.Admin, HttpMethod.Get, $"/api/backends?pool={pool}")).Body.GetArrayLength() == 1, "it is removed once it is drained", TimeSpan.FromSeconds(40));
        }

        await stop.CancelAsync();
        var outcomes = await Task.WhenAll(load);
        Assert.Equal(0, outcomes.Sum(o => o.Failed));
        Assert.True(outcomes.Sum(o => o.Good) > 100, "there was load");
        await Eventually.True(
            async () => (await SendAsync(run.Admin, HttpMethod.Get, $"/api/backends/{pool}/{first.Loopback}")).Body.GetProperty("error_rate").ValueKind == JsonValueKind.Number, "figures of the gateway arrive");
    }

    [Fact]
    public async Task A_tenants_route_is_served_while_the_host_is_its_own()
    {
        await using var backend = await NamedBackend.StartAsync("theirs");
        var (tenant, other, host) = (run.NewName("owner"), run.NewName("other"), run.NewName("site") + ".example");
        foreach (var id in new[] { tenant, other })
        {
            await SendAsync(run.Admin, HttpMethod.Post, "/api/tenants", new { id, name = id, plan = "basic", backend_networks = new[] { $"{NamedBackend.NetworkAddress}/32" } });
        }

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(run.Admin, HttpMethod.Post, $"/api/backends?tenant={tenant}", new { address = backend.InNetwork, pool = "web" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(run.Admin, HttpMethod.Post, $"/api/backends?tenant={tenant}", new { address = backend.Loopback, pool = "web" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(run.Admin, HttpMethod.Post, $"/api/routes?tenant={tenant}", new { host, pool = "web" })).Status);
        await SendAsync(run.Admin, HttpMethod.Post, $"/api/hosts?tenant={tenant}", new { host });
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(run.Admin, HttpMethod.Post, $"/api/hosts/{host}/approve?tenant={tenant}")).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(run.Admin, HttpMethod.Post, $"/api/routes?tenant={tenant}", new { name = "site", host, pool = "web" })).Status);

        // However the host is spelt, it is the same one; and with an absolute target the target decides.
        foreach (var spelt in new[] { host, host.ToUpperInvariant(), host + ".", $"{host}:{run.Program.GatewayPort}", $"www.{host}" })
        {
            using var answer = await run.AskAsync(spelt, "/", Token);
            Assert.Equal(spelt.StartsWith("www.", StringComparison.Ordinal), answer.StatusCode != HttpStatusCode.OK);
        }

        var told = await SendAsync(run.Admin, HttpMethod.Get, $"/api/routes/test?tenant={tenant}&host={host}&path=/x");
        Assert.Equal(("site", $"web/{backend.InNetwork}"), (told.Body.GetProperty("route").GetString(), told.Body.GetProperty("backend").GetString()));

        // The other tenant's ids, on every row.
        (HttpMethod Method, string Path, object? Body)[] rows =
        [
            (HttpMethod.Get, "/api/pools/web", null), (HttpMethod.Put, "/api/pools/web", new { }), (HttpMethod.Delete, "/api/pools/web", null),
            (HttpMethod.Get, $"/api/backends/web/{backend.InNetwork}", null), (HttpMethod.Put, $"/api/backends/web/{backend.InNetwork}", new { address = backend.InNetwork }),
            (HttpMethod.Delete, $"/api/backends/web/{backend.InNetwork}", null), (HttpMethod.Get, "/api/routes/site", null),
            (HttpMethod.Put, "/api/routes/site", new { host, pool = "web" }), (HttpMethod.Delete, "/api/routes/site", null), (HttpMethod.Get, $"/api/routes/test?host={host}", null),
            (HttpMethod.Get, $"/api/hosts/{host}", null), (HttpMethod.Delete, $"/api/hosts/{host}", null), (HttpMethod.Post, $"/api/hosts/{host}/check", null),
        ];
        foreach (var (method, path, body) in rows)
        {
            var answer = await SendAsync(run.Admin, method, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"tenant={other}", body);
            Assert.True(answer.Status == HttpStatusCode.NotFound, $"{method} {path}: {answer.Status}");
        }

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(run.Admin, HttpMethod.Delete, $"/api/hosts/{host}?tenant={tenant}")).Status);
        await Eventually.True(async () => (await run.AskAsync(host, "/", Token)).StatusCode != HttpStatusCode.OK, "the host is served no more");
        Assert.Empty((await SendAsync(run.Admin, HttpMethod.Get, $"/api/routes?tenant={tenant}")).Body.GetProperty("items").EnumerateArray());
    }

    private async Task<(int Good, int Failed)> LoadAsync(string host, CancellationToken cancellationToken)
    {
        var (good, failed) = (0, 0);
        while (!cancellationToken.IsCancellationRequested)
        {
            using var answer = await run.AskAsync(host, "/", Token);
            _ = answer.IsSuccessStatusCode ? good++ : failed++;
        }

        return (good, failed);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await client.SendAsync(request, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        return (answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }
}

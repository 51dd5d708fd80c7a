using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>Requests as they go through the gateway, to whoever looks at them.</summary>
[Collection(ControlGroup.Name)]
public sealed class RequestSampleTests(ControlRun run)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_tenant_sees_its_own_requests_as_they_end_and_the_platform_all()
    {
        await using var backend = await NamedBackend.StartAsync("theirs");
        var tenants = new[] { run.NewName("looker"), run.NewName("looker") };
        foreach (var tenant in tenants)
        {
            await OpenAsync(tenant, backend);
            await SampleAsync($"tenant={tenant}");
        }

        await SampleAsync("");
        await SampleAsync($"tenant={tenants[0]}&status=404");
        foreach (var tenant in tenants)
        {
            using var answer = await run.AskAsync(HostOf(tenant), $"/of/{tenant}?token=s3cret", Token);
        }

        using var missing = await run.AskAsync(HostOf(tenants[0]), $"/gone?status=404", Token);
        foreach (var tenant in tenants)
        {
            var item = await FindAsync($"tenant={tenant}", $"/of/{tenant}");
            Assert.Equal(
                (tenant, "local", HostOf(tenant), "all", "web", $"web/{backend.InNetwork}", 200, "algorithm"),
                (Text(item, "tenant_id"), Text(item, "gateway"), Text(item, "host"), Text(item, "route"), Text(item, "pool"), Text(item, "backend"), item.GetProperty("status").GetInt32(), Text(item, "why")));
            Assert.DoesNotContain("s3cret", item.GetRawText(), StringComparison.Ordinal);
            var of = await FindAsync("", $"/of/{tenant}");
            Assert.Equal((tenant, Text(item, "request_id")), (Text(of, "tenant_id"), Text(of, "request_id")));
        }

        var own = await SampleAsync($"tenant={tenants[1]}");
        Assert.All(own.GetProperty("items").EnumerateArray(), i => Assert.Equal(tenants[1], Text(i, "tenant_id")));
        Assert.Equal(1, own.GetProperty("sampled_of").GetInt64());
        Assert.Equal("/gone", Text(await FindAsync($"tenant={tenants[0]}&status=404", "/gone"), "path"));
        Assert.Single((await SampleAsync($"tenant={tenants[0]}&status=404")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_is_more_than_a_second_shows_is_counted()
    {
        await using var backend = await NamedBackend.StartAsync("busy");
        var (pool, host) = (run.NewName("busy"), run.NewName("busy") + ".example");
        await PostAsync("/api/backends", new { address = backend.Loopback, pool });
        await PostAsync("/api/routes", new { name = pool, host, pool });
        var query = $"route={pool}";
        var begun = Stopwatch.StartNew();
        // From the first that is shown on the gateway counts every one.
        var asked = 0;
        var first = -1;
        await Eventually.True(async () =>
        {
            using var answer = await run.AskAsync(host, $"/{asked++}", Token);
            var shown = (await SampleAsync(query)).GetProperty("items").EnumerateArray().Select(i => int.Parse(Text(i, "path").AsSpan(1), CultureInfo.InvariantCulture)).ToList();
            first = shown.Count == 0 ? -1 : shown.Min();
            return first >= 0;
        }, "the gateway shows what it is asked for");
        var requests = 300 + asked - first;
        await Parallel.ForEachAsync(Enumerable.Range(asked, 300), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (i, token) =>
        {
            using var answer = await run.AskAsync(host, $"/{i}", token);
            if (i % 20 == 0)
            {
                // Who does not ask for ten seconds looks no more.
                await SampleAsync(query);
            }
        });
        await Eventually.True(async () => (await SampleAsync(query)).GetProperty("sampled_of").GetInt64() == requests, "all are counted");
        var sample = await SampleAsync(query);
        // Whole seconds in between, and a piece of one at each end.
        var seconds = (int)begun.Elapsed.TotalSeconds + 2;
        Assert.InRange(sample.GetProperty("items").GetArrayLength(), 1, Math.Min(requests, seconds * ControlRun.SampledPerSecond));
        Assert.Equal(ControlRun.SampledPerSecond, sample.GetProperty("per_second").GetInt32());
        Assert.Equal(0, sample.GetProperty("dropped").GetInt64());
    }

    private static string HostOf(string tenant) => $"{tenant}.example";

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private async Task<JsonElement> SampleAsync(string query) => await ControlRun.ReadAsync(await run.Admin.GetAsync($"/api/requests/sample?{query}", Token));

    private async Task<JsonElement> FindAsync(string query, string path)
    {
        JsonElement found = default;
        await Eventually.True(async () =>
        {
            found = (await SampleAsync(query)).GetProperty("items").EnumerateArray().FirstOrDefault(i => Text(i, "path") == path);
            return found.ValueKind == JsonValueKind.Object;
        }, $"{path} is shown for {query}");
        return found;
    }

    /// <summary>A tenant with a host of its own before the backend.</summary>
    private async Task OpenAsync(string tenant, NamedBackend backend)
    {
        await PostAsync("/api/tenants", new { id = tenant, name = tenant, plan = "basic", backend_networks = new[] { $"{NamedBackend.NetworkAddress}/32" } });
        await PostAsync($"/api/pools?tenant={tenant}", new { name = "web", backends = new[] { new { address = backend.InNetwork } } });
        await PostAsync($"/api/hosts?tenant={tenant}", new { host = HostOf(tenant) });
        await PostAsync($"/api/hosts/{HostOf(tenant)}/approve?tenant={tenant}", new { });
        await PostAsync($"/api/routes?tenant={tenant}", new { name = "all", host = HostOf(tenant), pool = "web" });
    }

    private async Task PostAsync(string path, object body) => await ControlRun.ReadAsync(await run.Admin.PostAsJsonAsync(path, body, Token));
}

using System.Net;
using System.Net.Http.Json;

namespace Functional.Tests.Control;

/// <summary>What the platform decides about a tenant, at the gateway.</summary>
[Collection(ControlGroup.Name)]
public sealed class TenantInForceTests(ControlRun run)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Limits_hold_and_a_closed_tenant_is_served_no_more()
    {
        await using var backend = await NamedBackend.StartAsync("theirs");
        var (tenant, host) = (run.NewName("tenant"), run.NewName("shop") + ".example");
        await PostAsync("/api/tenants", new { id = tenant, name = tenant, plan = "basic", backend_networks = new[] { $"{NamedBackend.NetworkAddress}/32" } });
        await PostAsync($"/api/pools?tenant={tenant}", new { name = "web", backends = new[] { new { address = backend.InNetwork } } });
        await PostAsync($"/api/hosts?tenant={tenant}", new { host });
        await PostAsync($"/api/hosts/{host}/approve?tenant={tenant}", new { });
        await PostAsync($"/api/routes?tenant={tenant}", new { name = "all", host, pool = "web" });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host));

        await ControlRun.ReadAsync(await run.Admin.PutAsJsonAsync(
            $"/api/tenants/{tenant}", new { limits = new { max_requests_per_second = 1, max_burst_size = 1 } }, Token));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            statuses.Add(await StatusAsync(host));
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);

        Assert.Equal(HttpStatusCode.NoContent, (await run.Admin.DeleteAsync($"/api/tenants/{tenant}", Token)).StatusCode);
        var before = backend.Requests;
        Assert.NotEqual(HttpStatusCode.OK, await StatusAsync(host));
        Assert.Equal(before, backend.Requests);

        await ControlRun.ReadAsync(await run.Admin.PutAsJsonAsync($"/api/tenants/{tenant}", new { active = true, limits = new { } }, Token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host));
    }

    private async Task PostAsync(string path, object body)
    {
        using var answer = await run.Admin.PostAsJsonAsync(path, body, Token);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Token)}");
    }

    private async Task<HttpStatusCode> StatusAsync(string host)
    {
        using var answer = await run.AskAsync(host, "/", Token);
        return answer.StatusCode;
    }
}

using System.Net;
using System.Text.Json;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Tests.Revisions;

/// <summary>Revisions as tenants see them: their own objects, under their own names, and nothing of anybody else's.</summary>
public sealed class RevisionTenancyTests : IAsyncLifetime
{
    private ControlApplication _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await ControlApplication.StartAsync();
        await AddAsync(ControlApplication.Acme, "one");
        await AddAsync(ControlApplication.Globex, "hidden");
        await AddAsync(ControlApplication.Acme, "two");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_tenant_lists_the_revisions_that_touched_its_objects_with_its_own_names()
    {
        var list = await GetAsync(_app.AcmeViewer, "/api/config/revisions");
        Assert.Equal([3, 1], list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetInt32()));
        Assert.Equal(2, list.GetProperty("total_count").GetInt32());
        var detail = (await GetAsync(_app.AcmeViewer, "/api/config/revisions/3")).ToString();
        Assert.Contains("pool two", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("acme:", detail, StringComparison.Ordinal);
        Assert.Equal([3, 2, 1], (await GetAsync(_app.Platform, "/api/config/revisions")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetInt32()));
    }

    [Theory]
    [InlineData("GET", "/api/config/revisions/2")]
    [InlineData("GET", "/api/config/revisions/2/diff")]
    [InlineData("GET", "/api/config/revisions/2/document")]
    [InlineData("POST", "/api/config/revisions/2/rollback")]
    public async Task Anothers_revision_is_not_there(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await _app.AcmeOperator.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var foreign = await _app.AcmeOperator.GetAsync($"/api/config/revisions?tenant={ControlApplication.Globex}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task A_difference_over_several_revisions_shows_only_ones_own()
    {
        var diff = (await GetAsync(_app.AcmeViewer, "/api/config/revisions/3/diff?against=0")).ToString();
        Assert.Contains("pool one", diff, StringComparison.Ordinal);
        Assert.Contains("pool two", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("globex", diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_of_a_revision_holds_ones_own_objects_under_ones_own_names()
    {
        var own = (await GetAsync(_app.AcmeViewer, "/api/config/revisions/3/document")).GetProperty("text").GetString()!;
        Assert.Contains("name: one", own, StringComparison.Ordinal);
        Assert.Contains("name: two", own, StringComparison.Ordinal);
        Assert.All(["hidden", "globex", "acme"], word => Assert.DoesNotContain(word, own, StringComparison.Ordinal));
        var whole = (await GetAsync(_app.Platform, "/api/config/revisions/2/document")).GetProperty("text").GetString()!;
        Assert.Contains("globex:hidden", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("acme:two", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_back_takes_back_ones_own_objects_and_no_others()
    {
        using var viewer = await _app.AcmeViewer.PostAsync("/api/config/revisions/1/rollback", null, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, viewer.StatusCode);
        using var dry = await _app.AcmeOperator.PostAsync("/api/config/revisions/1/rollback?dry_run=true", null, Cancellation);
        Assert.Equal(["pool two"], (await ControlApplication.ReadAsync(dry)).GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("object").GetString()));
        using var back = await _app.AcmeOperator.PostAsync("/api/config/revisions/1/rollback", null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal(["acme:one", "globex:hidden"], _app.Get<IConfiguration>().Current.Api.Pools.Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_whole_configuration_is_the_platforms()
    {
        using var content = new StringContent("pools: []\n", System.Text.Encoding.UTF8, "application/yaml");
        foreach (var answer in new[]
        {
            await _app.AcmeOwner.GetAsync("/admin/config", Cancellation), await _app.AcmeOwner.PutAsync("/admin/config", content, Cancellation),
            await _app.AcmeOwner.PostAsync("/admin/reload", null, Cancellation), await _app.AcmeOwner.PostAsync("/api/config/dry_run", content, Cancellation),
        })
        {
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            answer.Dispose();
        }
    }

    private async Task AddAsync(string tenant, string name)
    {
        var pool = new PoolSection { Name = $"{tenant}:{name}", Tenant = tenant, Backends = [new BackendSection { Address = "192.0.2.1:80" }] };
        var change = new ConfigurationChange("test", "pool.create", name, s => s.Api with { Pools = [.. s.Api.Pools, pool] }) { TenantId = tenant };
        var outcome = await _app.Get<IConfiguration>().ChangeAsync(change, Cancellation);
        Assert.Null(outcome.Problem);
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Cancellation);
        return await ControlApplication.ReadAsync(answer);
    }
}

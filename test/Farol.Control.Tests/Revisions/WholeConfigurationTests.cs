using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Farol.Store.Databases;
using Testing.Support;

namespace Farol.Control.Tests.Revisions;

/// <summary>The whole configuration over <c>/admin/config</c>, and its revisions.</summary>
public sealed class WholeConfigurationTests : IAsyncLifetime
{
    private const string First = "pools:\n  - name: web\n    backends: [{ address: \"192.0.2.1:80\" }]\nroutes:\n  - { name: all, host: a.example.com, pool: web }\n";

    private ControlApplication _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await ControlApplication.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task What_is_put_is_a_revision_and_reads_back_as_yaml_and_json()
    {
        using var put = await PutAsync(First);
        var body = await ControlApplication.ReadAsync(put);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(1, body.GetProperty("revision").GetInt64());
        using var yaml = await _app.Platform.GetAsync("/admin/config", Cancellation);
        Assert.Equal(put.Headers.ETag, yaml.Headers.ETag);
        Assert.Contains("address: \"192.0.2.1:80\"", await yaml.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/config") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } } };
        using var json = await _app.Platform.SendAsync(request, Cancellation);
        var text = await json.Content.ReadAsStringAsync(Cancellation);
        using var again = await PutAsync(text, "application/json");
        Assert.Equal(1, (await ControlApplication.ReadAsync(again)).GetProperty("revision").GetInt64());
    }

    [Theory]
    [InlineData(0, "# Revision 1. From the file farol.yaml, to be changed there: pool web.\n")]
    [InlineData(2, "# Revision 1. From the file farol.yaml, to be changed there: pool web, gateway.\n")]
    public async Task The_heading_names_all_that_the_file_has(int loops, string heading)
    {
        var file = new GatewayDocument { Pools = [new PoolSection { Name = "web", Backends = [new BackendSection { Address = "192.0.2.1:80" }] }], Gateway = new GlobalSection { Loops = loops } };
        var outcome = await _app.Get<LiveConfiguration>().EnqueueAsync(
            new PendingChange(new RevisionCause("test", "configuration.file", "farol.yaml"), s => s with { File = file, FileName = "farol.yaml" }), Cancellation);
        Assert.Null(outcome.Problem);
        using var answer = await _app.Platform.GetAsync("/admin/config", Cancellation);
        Assert.StartsWith(heading, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_come_at_once_with_line_and_key_and_change_nothing()
    {
        using var syntax = await PutAsync("pools:\n  - name: web\n    algoritm: x\nroutse: 1\n");
        var errors = (await ControlApplication.ReadAsync(syntax)).GetProperty("errors");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, syntax.StatusCode);
        Assert.StartsWith("line 3: ", errors.GetProperty("pools[0].algoritm")[0].GetString(), StringComparison.Ordinal);
        Assert.StartsWith("line 4: ", errors.GetProperty("routse")[0].GetString(), StringComparison.Ordinal);
        using var together = await PutAsync(First.Replace("pool: web", "pool: wep", StringComparison.Ordinal));
        var message = (await ControlApplication.ReadAsync(together)).GetProperty("errors").GetProperty("routes[all].pool")[0].GetString();
        Assert.StartsWith("line 5: there is no pool", message, StringComparison.Ordinal);
        Assert.Equal(0, _app.Get<IConfiguration>().Current.Revision);
    }

    [Fact]
    public async Task A_dry_run_tells_differences_and_changes_nothing()
    {
        using var dry = await PutAsync(First, path: "/admin/config?dry_run=true");
        var body = await ControlApplication.ReadAsync(dry);
        Assert.True(body.GetProperty("dry_run").GetBoolean());
        Assert.Equal(["pool web", "route all"], body.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("object").GetString()!));
        Assert.Equal(0, _app.Get<IConfiguration>().Current.Revision);
        using var other = await PostAsync("/api/config/dry_run", First);
        Assert.Equal(2, (await ControlApplication.ReadAsync(other)).GetProperty("differences").GetArrayLength());
        Assert.Equal(0, _app.Get<IConfiguration>().Current.Revision);
    }

    [Fact]
    public async Task Who_knows_an_older_version_changes_nothing()
    {
        using var before = await _app.Platform.GetAsync("/admin/config", Cancellation);
        (await PutAsync(First)).Dispose();
        using var stale = await PutAsync("pools: []\n", etag: before.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(1, _app.Get<IConfiguration>().Current.Revision);
    }

    [Fact]
    public async Task Every_revision_is_listed_compared_and_gone_back_to()
    {
        (await PutAsync(First)).Dispose();
        (await PutAsync(First.Replace("192.0.2.1", "192.0.2.2", StringComparison.Ordinal), path: "/admin/config?reason=moved")).Dispose();
        var list = await GetAsync("/api/config/revisions?page_size=1");
        Assert.Equal((2, true), (list.GetProperty("total_count").GetInt64(), list.GetProperty("has_more").GetBoolean()));
        var newest = list.GetProperty("items")[0];
        Assert.Equal(("moved", "admin@farol.local", "api", true), (newest.GetProperty("reason").GetString(), newest.GetProperty("actor").GetString(), newest.GetProperty("source").GetString(), newest.GetProperty("current").GetBoolean()));
        Assert.Equal(
            ["removed backend web/192.0.2.1:80", "added backend web/192.0.2.2:80"],
            (await GetAsync("/api/config/revisions/2/diff")).GetProperty("differences").EnumerateArray().Select(d => $"{d.GetProperty("kind").GetString()} {d.GetProperty("object").GetString()}"));
        using var back = await PostAsync("/api/config/revisions/1/rollback", null);
        Assert.Equal(3, (await ControlApplication.ReadAsync(back)).GetProperty("revision").GetInt64());
        Assert.Empty((await GetAsync("/api/config/revisions/3/diff?against=1")).GetProperty("differences").EnumerateArray());
        Assert.Equal(1, (await GetAsync("/api/config/revisions/3")).GetProperty("revision").GetProperty("back_to").GetInt64());
    }

    [Fact]
    public async Task Secrets_are_masked_everywhere_and_a_mask_keeps_what_is_stored()
    {
        const string Secret = "sixteen characters";
        (await PutAsync($"{First}gateway:\n  sticky_secret: {Secret}\n")).Dispose();
        var yaml = await _app.Platform.GetStringAsync("/admin/config", Cancellation);
        Assert.Contains("sticky_secret: \"***\"", yaml, StringComparison.Ordinal);
        (await PutAsync(yaml.Replace("a.example.com", "b.example.com", StringComparison.Ordinal))).Dispose();
        Assert.Equal((2, Secret), (_app.Get<IConfiguration>().Current.Revision, _app.Get<IConfiguration>().Current.Api.Gateway.StickySecret));
        (await PutAsync(First)).Dispose();
        var told = (await GetAsync("/api/config/revisions/1")).ToString() + (await GetAsync("/api/config/revisions/3/diff"))
            + string.Concat(await _app.Get<IStateDatabase>().QueryAsync<string>("SELECT COALESCE(before_json, '') || COALESCE(after_json, '') FROM audit", null, Cancellation));
        Assert.Contains("sticky_secret", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_database_gives_no_secret_away()
    {
        using var folder = new TemporaryFolder();
        await using var app = await ControlApplication.StartAsync(dataFolder: folder.Path);
        using var content = Content($"{First}gateway:\n  sticky_secret: sixteen characters\n", "application/yaml");
        (await app.Platform.PutAsync("/admin/config", content, Cancellation)).EnsureSuccessStatusCode();
        foreach (var file in Directory.GetFiles(folder.Path, "state.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open, Encoding.Latin1);
            Assert.DoesNotContain("sixteen characters", await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Changes_that_come_together_are_each_a_revision_and_none_is_lost()
    {
        var configuration = _app.Get<IConfiguration>();
        (await PutAsync(First)).Dispose();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => configuration.ChangeAsync(
            new ConfigurationChange("test", "route.create", $"r{i}", s => s.Api with { Routes = [.. s.Api.Routes, new Farol.Configuration.Gateway.RouteSection { Name = $"r{i}", Host = $"h{i}.example.com", Pool = i == 7 ? "nowhere" : "web" }] }), Cancellation)));
        Assert.Equal(49, outcomes.Count(o => o.Problem is null));
        Assert.Equal(422, outcomes[7].Problem!.Status);
        Assert.Equal((50, 50), (configuration.Current.Revision, configuration.Current.Api.Routes.Count));
    }

    private async Task<System.Text.Json.JsonElement> GetAsync(string path)
    {
        using var answer = await _app.Platform.GetAsync(path, Cancellation);
        return await ControlApplication.ReadAsync(answer);
    }

    private async Task<HttpResponseMessage> PutAsync(string text, string type = "application/yaml", string path = "/admin/config", string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = Content(text, type) };
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return await _app.Platform.SendAsync(request, Cancellation);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string? text) => _app.Platform.PostAsync(path, text is null ? null : Content(text, "application/yaml"), Cancellation);

    private static StringContent Content(string text, string type) => new(text, Encoding.UTF8, type);
}

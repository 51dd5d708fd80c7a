using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Farol.Control.Security;
using Testing.Support;

namespace Farol.Control.Tests.Security;

public sealed class BlockTests
{
    [Fact]
    public async Task A_block_reaches_the_gateways_with_its_tenant_and_goes_again()
    {
        await using var application = await ControlApplication.StartAsync();

        using var made = await PostAsync(application.AcmeOperator, new { network = "203.0.113.0/24", reason = "scrapers", expires_in = "1h" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var body = await ControlApplication.ReadAsync(made);
        Assert.Equal("manual", body.GetProperty("origin").GetString());
        var section = Assert.Single(Document(application).Blocks);
        Assert.Equal(IPNetwork.Parse("203.0.113.0/24"), section.Network);
        Assert.Equal(ControlApplication.Acme, section.Tenant);
        Assert.NotNull(section.ExpiresAt);

        var path = $"/api/security/blocks/{body.GetProperty("id").GetString()}";
        Assert.Equal(path, made.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await application.GlobexOperator.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await application.GlobexOperator.DeleteAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await application.AcmeViewer.DeleteAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await application.AcmeOperator.DeleteAsync(path, Cancel)).StatusCode);
        Assert.Empty(Document(application).Blocks);
    }

    [Fact]
    public async Task The_platforms_entry_holds_towards_all_and_lists_are_of_ones_own()
    {
        await using var application = await ControlApplication.StartAsync();
        (await PostAsync(application.Platform, new { network = "2001:db8::/32" })).EnsureSuccessStatusCode();
        (await PostAsync(application.AcmeOperator, new { network = "203.0.113.7", action = "allow" })).EnsureSuccessStatusCode();
        (await PostAsync(application.GlobexOperator, new { network = "203.0.113.7" })).EnsureSuccessStatusCode();

        Assert.Contains(Document(application).Blocks, b => b is { Tenant: null, Action: BlockAction.Block });
        Assert.Contains(Document(application).Blocks, b => b is { Tenant: ControlApplication.Acme, Action: BlockAction.Allow });
        Assert.Equal("allow", Assert.Single(await ListAsync(application.AcmeViewer)).GetProperty("action").GetString());
        Assert.Equal(3, (await ListAsync(application.Platform, "?tenant=all")).Count);
        Assert.Single(await ListAsync(application.Platform));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("192.0.2.10")]
    public async Task What_would_lock_people_out_needs_force(string network)
    {
        await using var application = await ControlApplication.StartAsync(
            services: s => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<Control.Security.Blocks.IOwnAddresses>(s, new FixedAddresses("192.0.2.10")));

        using var refused = await PostAsync(application.Platform, new { network });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("force", (await ControlApplication.ReadAsync(refused)).GetProperty("detail").GetString());
        Assert.Empty(Document(application).Blocks);

        using var forced = await PostAsync(application.Platform, new { network, force = true, expires_in = "1m" });
        Assert.Equal(HttpStatusCode.Created, forced.StatusCode);
    }

    [Theory]
    [InlineData("""{}""", "network")]
    [InlineData("""{"network":"10.1"}""", "network")]
    [InlineData("""{"network":"0x0a.1.1.1"}""", "network")]
    [InlineData("""{"network":"203.0.113.7/24"}""", "network")]
    [InlineData("""{"network":"203.0.113.0/33"}""", "network")]
    [InlineData("""{"network":"example.com"}""", "network")]
    [InlineData("""{"network":"203.0.113.7","action":"drop"}""", "action")]
    [InlineData("""{"network":"203.0.113.7","expires_in":"soon"}""", "expires_in")]
    [InlineData("""{"network":"203.0.113.7","expires_in":"0s"}""", "expires_in")]
    [InlineData("""{"network":"203.0.113.7","expires_at":"2001-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"network":"203.0.113.7","unknown":1}""", "unknown")]
    public async Task What_is_wrong_is_named(string json, string field)
    {
        await using var application = await ControlApplication.StartAsync();

        using var answer = await application.AcmeOperator.PostAsync("/api/security/blocks", new StringContent(json, null, "application/json"), Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await ControlApplication.ReadAsync(answer)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task A_change_takes_the_version_it_knew()
    {
        await using var application = await ControlApplication.StartAsync();
        using var made = await PostAsync(application.AcmeOperator, new { network = "203.0.113.7" });
        var path = made.Headers.Location!.ToString();

        using var first = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(new { network = "203.0.113.8", reason = "other" }) };
        first.Headers.TryAddWithoutValidation("If-Match", made.Headers.ETag!.ToString());
        using var changed = await application.AcmeOperator.SendAsync(first, Cancel);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(IPNetwork.Parse("203.0.113.8/32"), Assert.Single(Document(application).Blocks).Network);

        using var second = new HttpRequestMessage(HttpMethod.Delete, path);
        second.Headers.TryAddWithoutValidation("If-Match", made.Headers.ETag!.ToString());
        using var stale = await application.AcmeOperator.SendAsync(second, Cancel);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Single(Document(application).Blocks);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_a_second_entry_for_a_network_is_refused()
    {
        await using var application = await ControlApplication.StartAsync();
        using var tried = await application.AcmeOperator.PostAsJsonAsync("/api/security/blocks?dry_run=true", new { network = "203.0.113.7" }, Cancel);
        Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        Assert.Empty(Document(application).Blocks);

        (await PostAsync(application.AcmeOperator, new { network = "203.0.113.7" })).EnsureSuccessStatusCode();
        using var again = await PostAsync(application.AcmeOperator, new { network = "203.0.113.7", action = "allow" });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_mistyped_dry_run_is_refused_and_nothing_changes()
    {
        await using var application = await ControlApplication.StartAsync();
        var made = await ControlApplication.ReadAsync(await PostAsync(application.AcmeOperator, new { network = "203.0.113.7" }));
        var path = $"/api/security/blocks/{made.GetProperty("id").GetString()}";

        using var refused = await application.AcmeOperator.DeleteAsync($"{path}?dry_run=yes", Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("dry_run", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Single(await ListAsync(application.AcmeViewer));
    }

    [Fact]
    public async Task No_more_entries_than_the_setting_says()
    {
        await using var application = await ControlApplication.StartAsync(options: o => o with { Security = new SecurityOptions { MaxBlocks = 3, MaxBlocksPerTenant = 2 } });
        (await PostAsync(application.AcmeOperator, new { network = "203.0.113.1" })).EnsureSuccessStatusCode();
        (await PostAsync(application.AcmeOperator, new { network = "203.0.113.2" })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(application.AcmeOperator, new { network = "203.0.113.3" })).StatusCode);
        (await PostAsync(application.Platform, new { network = "203.0.113.4" })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(application.Platform, new { network = "203.0.113.5" })).StatusCode);
    }

    [Fact]
    public async Task An_entry_ends_by_itself_and_survives_a_restart_until_then()
    {
        var time = new ManualTime();
        using var folder = new TemporaryFolder();
        await using (var before = await ControlApplication.StartAsync(time, dataFolder: folder.Path))
        {
            (await PostAsync(before.AcmeOperator, new { network = "203.0.113.7", expires_in = "10m" })).EnsureSuccessStatusCode();
        }

        await using var application = await ControlApplication.StartAsync(time, dataFolder: folder.Path);
        Assert.Single(Document(application).Blocks);
        await Eventually.True(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(30));
            return (await ListAsync(application.AcmeViewer)).Count == 0;
        }, "the entry has ended");
        Assert.Empty(Document(application).Blocks);
    }

    [Fact]
    public async Task Too_many_events_of_a_rule_block_the_address_for_a_time()
    {
        var automatic = new AutomaticBlockOptions { Events = 5, Window = TimeSpan.FromMinutes(1), Duration = TimeSpan.FromMinutes(10) };
        await using var application = await ControlApplication.StartAsync(options: o => o with { Security = new SecurityOptions { AutomaticBlocks = automatic } });
        (await PostAsync(application.Platform, new { network = "198.51.100.0/24", action = "allow" })).EnsureSuccessStatusCode();
        foreach (var source in new[] { "203.0.113.7", "198.51.100.1", "127.0.0.1" })
        {
            for (var i = 0; i < 5; i++)
            {
                SecurityEventTests.Report(application, "login.failed", source: source);
                SecurityEventTests.Report(application, "gateway.limit_hit", source: "203.0.113.8");
            }
        }

        for (var i = 0; i < 4; i++)
        {
            SecurityEventTests.Report(application, "login.failed", source: "203.0.113.9");
        }

        IReadOnlyList<JsonElement> blocked = [];
        await Eventually.True(async () => (blocked = [.. (await ListAsync(application.Platform)).Where(b => b.GetProperty("action").GetString() == "block")]).Count > 0, "somebody is blocked");
        await SecurityEventTests.SingleAsync(application.Platform, "gateway.limit_hit");
        var only = Assert.Single(blocked);
        Assert.Equal("203.0.113.7", only.GetProperty("network").GetString());
        Assert.Equal("automatic", only.GetProperty("origin").GetString());
        Assert.Equal("login.failed", only.GetProperty("rule").GetString());
        Assert.Null(Assert.Single(Document(application).Blocks, b => b.Action == BlockAction.Block).Tenant);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, object body) => client.PostAsJsonAsync("/api/security/blocks", body);

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient client, string query = "") =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/security/blocks{query}")).GetProperty("items").EnumerateArray()];

    /// <summary>What a gateway would get.</summary>
    private static GatewayDocument Document(ControlApplication application) =>
        application.Get<IEnumerable<IDocumentPart>>().Aggregate(GatewayDocument.Empty, (document, part) => part.AddTo(document));
}

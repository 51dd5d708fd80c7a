using System.Net;
using System.Text.Json;
using Farol.Access.Auditing;
using Farol.Control.Tests.Tenants;
using Testing.Support;

namespace Farol.Control.Tests.Accounts;

public sealed class AuditTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_sees_what_concerns_it_and_the_platform_everything()
    {
        await using var app = await ControlApplication.StartAsync();
        await TenantTests.SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", """{"plan":"pro"}""");

        var acme = await ReadAsync(app.AcmeOwner, "/api/audit?page_size=500");
        var all = await ReadAsync(app.Platform, "/api/audit?tenant=all&page_size=500");

        Assert.NotEmpty(Items(acme));
        Assert.All(Items(acme), entry => Assert.Equal("acme", entry.GetProperty("tenant_id").GetString()));
        Assert.Contains(Items(all), entry => entry.GetProperty("tenant_id").GetString() == "globex");
        var update = Items(acme).Single(entry => UserTests.Text(entry, "action") == "tenant.update");
        Assert.Equal(("admin@farol.local", "ok", "127.0.0.1"), (UserTests.Text(update, "actor"), UserTests.Text(update, "result"), UserTests.Text(update, "address")));
        Assert.Equal(("business", "pro"), (UserTests.Text(update.GetProperty("before"), "plan"), UserTests.Text(update.GetProperty("after"), "plan")));
    }

    [Theory]
    [InlineData("/api/audit?tenant=globex", HttpStatusCode.NotFound)]
    [InlineData("/api/audit?tenant=all", HttpStatusCode.NotFound)]
    public async Task Another_tenants_audit_is_not_there(string path, HttpStatusCode expected)
    {
        await using var app = await ControlApplication.StartAsync();

        Assert.Equal(expected, (await app.AcmeOwner.GetAsync(path, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.AcmeOperator.GetAsync("/api/audit", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous.GetAsync("/api/audit", Token)).StatusCode);
    }

    [Fact]
    public async Task It_is_filtered_by_who_what_on_what_and_when()
    {
        var time = new ManualTime();
        await using var app = await ControlApplication.StartAsync(time: time);
        var audit = app.Get<IAudit>();
        time.Advance(TimeSpan.FromSeconds(10));
        var noon = time.GetUtcNow();
        foreach (var (actor, action, target) in new[] { ("ana", "pool.create", "web"), ("ana", "pool.delete", "web"), ("bia", "pool.create", "api"), ("bia", "poolside", "x") })
        {
            await audit.WriteAsync(new AuditEntry(action, target) { Actor = actor, TenantId = "acme" }, Token);
            time.Advance(TimeSpan.FromSeconds(10));
        }

        await audit.WriteAsync(new AuditEntry("pool.create", "web", AuditResults.Refused) { Actor = "ana", TenantId = "globex" }, Token);

        Assert.Equal(["pool.delete", "pool.create"], await ActionsAsync(app, "actor=ana"));
        Assert.Equal(["pool.create", "pool.delete", "pool.create"], await ActionsAsync(app, "action=pool."));
        Assert.Equal(["pool.create"], await ActionsAsync(app, "action=pool.create&target=web"));
        Assert.Equal(["poolside", "pool.create"], await ActionsAsync(app, $"from={Stamp(noon.AddSeconds(20))}"));
        Assert.Equal(["pool.delete", "pool.create"], await ActionsAsync(app, $"from={Stamp(noon)}&to={Stamp(noon.AddSeconds(20))}"));
        Assert.Empty(await ActionsAsync(app, "result=refused"));
        var page = await ReadAsync(app.AcmeOwner, "/api/audit?action=pool.&page_size=2&page=2");
        Assert.Equal((3, false, 1), (page.GetProperty("total_count").GetInt32(), page.GetProperty("has_more").GetBoolean(), Items(page).Count));
        foreach (var wrong in new[] { "from=yesterday", "to=1", "result=maybe", "page=0", $"actor={new string('x', 400)}" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.AcmeOwner.GetAsync($"/api/audit?{wrong}", Token)).StatusCode);
        }
    }

    private static async Task<IEnumerable<string>> ActionsAsync(ControlApplication app, string query) =>
        Items(await ReadAsync(app.AcmeOwner, $"/api/audit?{query}")).Select(entry => UserTests.Text(entry, "action"));

    private static async Task<JsonElement> ReadAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Token);
        var body = await ControlApplication.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return body;
    }

    private static IReadOnlyList<JsonElement> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static string Stamp(DateTimeOffset time) => Uri.EscapeDataString(time.ToString("O"));
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Roles;
using Farol.Control.Tenants;

namespace Farol.Control.Tests.Tenants;

public sealed class TenantTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_platform_makes_a_tenant_with_the_limits_of_its_plan()
    {
        await using var app = await ControlApplication.StartAsync();

        var made = await app.Platform.PostAsJsonAsync("/api/tenants", new { name = "Acme Hosting, S.A.", contact_email = "noc@acme.example" }, Token);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var body = await ControlApplication.ReadAsync(made);
        Assert.Equal("acme-hosting-s-a", body.GetProperty("id").GetString());
        Assert.Equal("free", body.GetProperty("plan").GetString());
        Assert.True(body.GetProperty("active").GetBoolean());
        Assert.Equal(
            """{"max_requests_per_second":10,"max_burst_size":20,"max_bandwidth_mb_per_day":null,"max_routes":3,"max_backends":6,"waf_level":"off"}""",
            body.GetProperty("limits").GetRawText());
        var read = await app.Platform.GetAsync(made.Headers.Location, Token);
        Assert.Equal(body.GetRawText(), (await ControlApplication.ReadAsync(read)).GetRawText());
        Assert.Equal(made.Headers.ETag, read.Headers.ETag);
        Assert.Equal(6, app.Get<ITenantLimits>().Find("acme-hosting-s-a")!.MaxBackends);
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":"a","id":"platform"}""", "id")]
    [InlineData("""{"name":"a","id":"all"}""", "id")]
    [InlineData("""{"name":"a","id":"with:colon"}""", "id")]
    [InlineData("""{"name":"a","id":"-a"}""", "id")]
    [InlineData("""{"name":"a","plan":"gold"}""", "plan")]
    [InlineData("""{"name":"a","colour":"red"}""", "colour")]
    [InlineData("""{"name":"a","contact_email":"nobody"}""", "contact_email")]
    [InlineData("""{"name":"a","limits":{"max_requests_per_second":0}}""", "limits.max_requests_per_second")]
    [InlineData("""{"name":"a","limits":{"max_routes":-1}}""", "limits.max_routes")]
    [InlineData("""{"name":"a","limits":{"max_bandwidth_mb_per_day":1000}}""", "limits.max_bandwidth_mb_per_day")]
    [InlineData("""{"name":"a","limits":{"waf_level":"strict"}}""", "limits.waf_level")]
    [InlineData("""{"name":"a","backend_networks":["10.0.0.0/8","10.0.0.0/40"]}""", "backend_networks[1]")]
    public async Task A_field_that_will_not_do_is_named(string body, string field)
    {
        await using var app = await ControlApplication.StartAsync();

        var answer = await SendAsync(app.Platform, HttpMethod.Post, "/api/tenants", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, Assert.Single((await ControlApplication.ReadAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Two_of_one_name_have_different_ids_and_an_id_is_not_given_twice()
    {
        await using var app = await ControlApplication.StartAsync();

        var second = await app.Platform.PostAsJsonAsync("/api/tenants", new { name = "ACME" }, Token);
        var taken = await app.Platform.PostAsJsonAsync("/api/tenants", new { name = "x", id = "acme" }, Token);

        Assert.Equal("acme-2", (await ControlApplication.ReadAsync(second)).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
    }

    [Fact]
    public async Task An_owner_reads_and_names_the_own_tenant_and_decides_nothing_that_costs()
    {
        await using var app = await ControlApplication.StartAsync();

        var list = await ControlApplication.ReadAsync(await app.AcmeOwner.GetAsync("/api/tenants?deleted=true", Token));
        var named = await app.AcmeOwner.PutAsJsonAsync("/api/tenants/acme", new { name = "Acme Two", contact_email = "a@acme.example" }, Token);

        Assert.Equal(["acme"], list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(1, list.GetProperty("total_count").GetInt32());
        Assert.Equal("Acme Two", (await ControlApplication.ReadAsync(named)).GetProperty("name").GetString());
        foreach (var body in new[] { """{"plan":"pro"}""", """{"active":true}""", """{"limits":{}}""", """{"backend_networks":[]}""" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(app.AcmeOwner, HttpMethod.Put, "/api/tenants/acme", body)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(app.AcmeOwner, HttpMethod.Post, "/api/tenants", """{"name":"mine too"}""")).StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Another_tenant_is_not_there_and_asking_is_reported(string method)
    {
        var events = new RecordingEvents();
        await using var app = await ControlApplication.StartAsync(services: events.Register);

        var foreign = await SendAsync(app.AcmeOwner, new HttpMethod(method), "/api/tenants/globex", """{"name":"hacked"}""");
        var absent = await SendAsync(app.AcmeOwner, new HttpMethod(method), "/api/tenants/nowhere", """{"name":"hacked"}""");
        var member = await SendAsync(app.AcmeOperator, new HttpMethod(method), "/api/tenants/acme", """{"name":"hacked"}""");

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Equal(await DetailAsync(foreign), await DetailAsync(absent));
        Assert.Equal(HttpStatusCode.Forbidden, member.StatusCode);
        Assert.Contains(events.All, e => e is { Rule: ActingTenant.CrossedRule, Target: "tenant globex", TenantId: "acme", Source: "127.0.0.1" });
        Assert.Equal("globex", (await ControlApplication.ReadAsync(await app.Platform.GetAsync("/api/tenants/globex", Token))).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_stale_change_is_refused()
    {
        await using var app = await ControlApplication.StartAsync();
        var tag = (await app.Platform.GetAsync("/api/tenants/acme", Token)).Headers.ETag!.Tag;

        var first = await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", """{"name":"One"}""", tag);
        var second = await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", """{"name":"Two"}""", tag);
        var third = await SendAsync(app.Platform, HttpMethod.Delete, "/api/tenants/acme", null, tag);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, third.StatusCode);
    }

    [Fact]
    public async Task Limits_of_its_own_go_before_the_plan_and_setting_none_brings_the_plan_back()
    {
        await using var app = await ControlApplication.StartAsync();

        var own = await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", """{"plan":"basic","limits":{"max_requests_per_second":7}}""");
        var plan = await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", """{"limits":{}}""");

        Assert.Equal((7, 200), await RatesAsync(own));
        Assert.Equal((100, 200), await RatesAsync(plan));
        var told = (await ControlApplication.ReadAsync(own)).GetProperty("own_limits");
        Assert.Equal((7, JsonValueKind.Null), (told.GetProperty("max_requests_per_second").GetInt32(), told.GetProperty("max_burst_size").ValueKind));
        Assert.Equal(JsonValueKind.Null, (await ControlApplication.ReadAsync(plan)).GetProperty("own_limits").GetProperty("max_requests_per_second").ValueKind);
    }

    [Theory]
    [InlineData("ACM", new[] { "acme" })]
    [InlineData("noc@glob", new[] { "globex" })]
    [InlineData("northwind", new string[0])]
    [InlineData("", new[] { "acme", "globex", "platform" })]
    public async Task A_list_is_searched_by_id_name_and_contact(string text, string[] found)
    {
        await using var app = await ControlApplication.StartAsync();
        await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/globex", """{"contact_email":"noc@globex.example"}""");

        var list = await ControlApplication.ReadAsync(await app.Platform.GetAsync($"/api/tenants?text={Uri.EscapeDataString(text)}", Token));

        Assert.Equal(found, list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(found.Length, list.GetProperty("total_count").GetInt32());
    }

    [Theory]
    [InlineData("DELETE", null)]
    [InlineData("PUT", """{"active":false}""")]
    public async Task A_closed_tenant_lets_nobody_in_and_one_that_comes_back_does(string method, string? body)
    {
        await using var app = await ControlApplication.StartAsync();

        Assert.True((await SendAsync(app.Platform, new HttpMethod(method), "/api/tenants/acme", body)).IsSuccessStatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AcmeOwner.GetAsync("/api/profile", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GlobexOwner.GetAsync("/api/profile", Token)).StatusCode);
        var login = new { email = "owner@acme.example", password = ControlApplication.Password };
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous.PostAsJsonAsync("/api/auth/login", login, Token)).StatusCode);
        Assert.Null(app.Get<ITenantLimits>().Find("acme"));

        Assert.True((await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", """{"active":true}""")).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Anonymous.PostAsJsonAsync("/api/auth/login", login, Token)).StatusCode);
    }

    [Fact]
    public async Task A_deleted_tenant_is_kept_and_only_coming_back_can_be_changed()
    {
        await using var app = await ControlApplication.StartAsync();
        await app.Platform.DeleteAsync("/api/tenants/acme", Token);

        var visible = await ControlApplication.ReadAsync(await app.Platform.GetAsync("/api/tenants", Token));
        var all = await ControlApplication.ReadAsync(await app.Platform.GetAsync("/api/tenants?deleted=true", Token));

        Assert.DoesNotContain("acme", visible.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        var acme = all.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "acme");
        Assert.Equal(JsonValueKind.String, acme.GetProperty("deleted_at").ValueKind);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", """{"name":"x"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Platform.DeleteAsync("/api/tenants/acme", Token)).StatusCode);
    }

    [Fact]
    public async Task The_platforms_own_tenant_stays_as_it_is()
    {
        await using var app = await ControlApplication.StartAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await app.Platform.DeleteAsync($"/api/tenants/{PlatformTenant.Id}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/platform", """{"active":false}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/platform", """{"name":"ISP"}""")).StatusCode);
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_with_before_and_after()
    {
        await using var app = await ControlApplication.StartAsync();

        await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", """{"plan":"pro"}""");
        await app.Platform.DeleteAsync("/api/tenants/acme", Token);

        var entries = await app.Get<IAudit>().ListAsync(ControlApplication.Acme, null, 100, Token);
        var update = entries.Single(e => e.Entry.Action == "tenant.update").Entry;
        Assert.Equal(("admin@farol.local", "acme", "127.0.0.1"), (update.Actor, update.Target, update.From));
        Assert.Contains("\"plan\":\"business\"", update.Before);
        Assert.Contains("\"plan\":\"pro\"", update.After);
        Assert.Contains(entries, e => e.Entry.Action == "tenant.create");
        Assert.Contains(entries, e => e.Entry.Action == "tenant.delete");
    }

    internal static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string? body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return client.SendAsync(request, Token);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage response) =>
        (await ControlApplication.ReadAsync(response)).GetProperty("detail").GetString()!;

    private static async Task<(int PerSecond, int Burst)> RatesAsync(HttpResponseMessage response)
    {
        var limits = (await ControlApplication.ReadAsync(response)).GetProperty("limits");
        return (limits.GetProperty("max_requests_per_second").GetInt32(), limits.GetProperty("max_burst_size").GetInt32());
    }
}

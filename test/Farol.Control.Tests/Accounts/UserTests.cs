using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Farol.Access.Auditing;
using Farol.Access.Roles;
using Farol.Control.Tests.Tenants;

namespace Farol.Control.Tests.Accounts;

public sealed class UserTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenants_administrator_sees_its_people_and_nobody_elses()
    {
        await using var app = await ControlApplication.StartAsync();
        using var admin = await app.UserAsync("acme", Role.Admin);

        var list = await ControlApplication.ReadAsync(await admin.GetAsync("/api/users?page_size=3", Token));
        var rest = await ControlApplication.ReadAsync(await admin.GetAsync("/api/users?page_size=3&page=2", Token));

        Assert.Equal(["admin@acme.example", "operator@acme.example", "owner@acme.example"], Emails(list));
        Assert.Equal(["viewer@acme.example"], Emails(rest));
        Assert.Equal((4, true), (list.GetProperty("total_count").GetInt32(), list.GetProperty("has_more").GetBoolean()));
        Assert.Equal("operator", list.GetProperty("items")[1].GetProperty("role").GetString());
        Assert.Equal(JsonValueKind.Null, list.GetProperty("items")[0].GetProperty("memberships").ValueKind);
    }

    [Theory]
    [InlineData("GET", "/api/users", null)]
    [InlineData("POST", "/api/users", """{"email":"x@acme.example","role":"viewer"}""")]
    [InlineData("PUT", "/api/users/any", """{"role":"viewer"}""")]
    [InlineData("DELETE", "/api/users/any", null)]
    [InlineData("POST", "/api/users/any/reset_link", null)]
    [InlineData("GET", "/api/admin/users", null)]
    [InlineData("POST", "/api/admin/users", """{"email":"x@acme.example"}""")]
    public async Task Roles_below_are_refused(string method, string path, string? body)
    {
        await using var app = await ControlApplication.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await TenantTests.SendAsync(app.AcmeOperator, new HttpMethod(method), path, body)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TenantTests.SendAsync(app.Anonymous, new HttpMethod(method), path, body)).StatusCode);
        if (path.StartsWith("/api/admin", StringComparison.Ordinal))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await TenantTests.SendAsync(app.AcmeOwner, new HttpMethod(method), path, body)).StatusCode);
        }
    }

    [Fact]
    public async Task Who_is_invited_sets_a_password_by_a_link_once()
    {
        await using var app = await ControlApplication.StartAsync();

        var made = await app.AcmeOwner.PostAsJsonAsync("/api/users", new { email = "New@Acme.example", role = "operator", first_name = "Ana" }, Token);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var user = await ControlApplication.ReadAsync(made);
        Assert.Equal(("new@acme.example", "acme", "operator"), (Text(user, "email"), Text(user, "tenant_id"), Text(user, "role")));
        var link = Text(user.GetProperty("link"), "token");
        Assert.Equal(HttpStatusCode.NoContent, await ResetAsync(app, link, "a brand new password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ResetAsync(app, link, "another password here"));
        using var client = await app.LoginAsync("new@acme.example", "a brand new password");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/profile", Token)).StatusCode);
        var again = await ControlApplication.ReadAsync(await app.AcmeOwner.GetAsync(made.Headers.Location, Token));
        Assert.Equal(JsonValueKind.Null, again.GetProperty("link").ValueKind);
    }

    [Fact]
    public async Task Who_is_made_with_a_password_replaces_it_first()
    {
        await using var app = await ControlApplication.StartAsync();

        await app.AcmeOwner.PostAsJsonAsync("/api/users", new { email = "new@acme.example", role = "viewer", password = "given by another" }, Token);

        using var client = await app.LoginAsync("new@acme.example", "given by another");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/users", Token)).StatusCode);
        Assert.True((await ControlApplication.ReadAsync(await client.GetAsync("/api/profile", Token))).GetProperty("must_change_password").GetBoolean());
    }

    [Theory]
    [InlineData("""{"role":"viewer"}""", "email")]
    [InlineData("""{"email":"nobody","role":"viewer"}""", "email")]
    [InlineData("""{"email":"x@y.example"}""", "role")]
    [InlineData("""{"email":"x@y.example","role":"platform"}""", "role")]
    [InlineData("""{"email":"x@y.example","role":"viewer","password":"short"}""", "password")]
    [InlineData("""{"email":"x@y.example","role":"viewer","tenant_id":"globex"}""", "tenant_id")]
    [InlineData("""{"email":"x@y.example","role":"viewer","platform":true}""", "platform")]
    [InlineData("""{"email":"x@y.example","role":"viewer","is_platform":true}""", "is_platform")]
    public async Task A_field_that_will_not_do_is_named(string body, string field)
    {
        await using var app = await ControlApplication.StartAsync();

        var answer = await TenantTests.SendAsync(app.AcmeOwner, HttpMethod.Post, "/api/users", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, Assert.Single((await ControlApplication.ReadAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Nobody_gives_or_takes_a_role_above_the_own()
    {
        await using var app = await ControlApplication.StartAsync();
        using var admin = await app.UserAsync("acme", Role.Admin);
        var owner = await IdAsync(app, "owner@acme.example");
        var viewer = await IdAsync(app, "viewer@acme.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await admin.PostAsJsonAsync("/api/users", new { email = "x@acme.example", role = "owner" }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(admin, viewer, """{"role":"owner"}"""));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(admin, owner, """{"role":"viewer"}"""));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(admin, owner, """{"disabled":true}"""));
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.DeleteAsync($"/api/users/{owner}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.PostAsync($"/api/users/{owner}/reset_link", null, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await PutAsync(admin, viewer, """{"role":"admin"}"""));
    }

    [Fact]
    public async Task A_changed_role_ends_the_sessions_and_is_audited()
    {
        await using var app = await ControlApplication.StartAsync();
        var id = await IdAsync(app, "operator@acme.example");

        Assert.Equal(HttpStatusCode.OK, await PutAsync(app.AcmeOwner, id, """{"role":"viewer"}"""));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AcmeOperator.GetAsync("/api/profile", Token)).StatusCode);
        var entry = (await app.Get<IAudit>().ListAsync("acme", null, 50, Token)).First(e => e.Entry.Action == "user.update").Entry;
        Assert.Equal(("owner@acme.example", "operator@acme.example"), (entry.Actor, entry.Target));
        Assert.Equal(("""{"role":"operator","disabled":false}""", """{"role":"viewer","disabled":false}"""), (entry.Before, entry.After));
    }

    [Fact]
    public async Task A_disabled_user_is_out_and_a_removed_one_gone()
    {
        await using var app = await ControlApplication.StartAsync();
        var viewer = await IdAsync(app, "viewer@acme.example");
        var oper = await IdAsync(app, "operator@acme.example");

        Assert.Equal(HttpStatusCode.OK, await PutAsync(app.AcmeOwner, viewer, """{"disabled":true}"""));
        Assert.Equal(HttpStatusCode.NoContent, (await app.AcmeOwner.DeleteAsync($"/api/users/{oper}", Token)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AcmeViewer.GetAsync("/api/profile", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AcmeOperator.GetAsync("/api/profile", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AcmeOwner.GetAsync($"/api/users/{oper}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Platform.GetAsync($"/api/admin/users/{oper}", Token)).StatusCode);
    }

    [Theory]
    [InlineData("GET", "", null)]
    [InlineData("PUT", "", """{"role":"viewer"}""")]
    [InlineData("DELETE", "", null)]
    [InlineData("POST", "/reset_link", null)]
    public async Task Anothers_user_is_not_there_and_asking_is_reported(string method, string suffix, string? body)
    {
        var events = new RecordingEvents();
        await using var app = await ControlApplication.StartAsync(services: events.Register);
        var foreign = await IdAsync(app, "operator@globex.example");

        var answer = await TenantTests.SendAsync(app.AcmeOwner, new HttpMethod(method), $"/api/users/{foreign}{suffix}", body);
        var scoped = await TenantTests.SendAsync(app.AcmeOwner, new HttpMethod(method), $"/api/users/{foreign}{suffix}?tenant=globex", body);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, scoped.StatusCode);
        Assert.Contains(events.All, e => e.Rule == ActingTenant.CrossedRule && e.Target == $"user {foreign}" && e.TenantId == "acme");
        Assert.Equal(HttpStatusCode.OK, (await app.GlobexOperator.GetAsync("/api/profile", Token)).StatusCode);
    }

    [Fact]
    public async Task The_last_owner_stays()
    {
        await using var app = await ControlApplication.StartAsync();
        var id = await IdAsync(app, "owner@acme.example");

        foreach (var client in new[] { app.AcmeOwner, app.Platform })
        {
            Assert.Equal(HttpStatusCode.Conflict, await PutAsync(client, id, """{"role":"admin"}""", "?tenant=acme"));
            Assert.Equal(HttpStatusCode.Conflict, await PutAsync(client, id, """{"disabled":true}""", "?tenant=acme"));
            Assert.Equal(HttpStatusCode.Conflict, (await client.DeleteAsync($"/api/users/{id}?tenant=acme", Token)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Conflict, (await app.Platform.DeleteAsync($"/api/admin/users/{id}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await PutAsync(app.AcmeOwner, await IdAsync(app, "viewer@acme.example"), """{"role":"owner"}"""));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(app.AcmeOwner, id, """{"role":"admin"}"""));
    }

    [Fact]
    public async Task Who_belongs_to_two_tenants_is_not_taken_over_by_one()
    {
        await using var app = await ControlApplication.StartAsync();
        var added = await app.Platform.PostAsJsonAsync("/api/users?tenant=acme", new { email = "operator@globex.example", role = "viewer" }, Token);
        var id = Text(await ControlApplication.ReadAsync(added), "user_id");

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await app.AcmeOwner.PostAsync($"/api/users/{id}/reset_link", null, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(app.AcmeOwner, id, """{"disabled":true}"""));
        Assert.Equal(HttpStatusCode.NoContent, (await app.AcmeOwner.DeleteAsync($"/api/users/{id}", Token)).StatusCode);
        using var still = await app.LoginAsync("operator@globex.example", ControlApplication.Password);
        Assert.Equal(HttpStatusCode.Conflict, (await app.AcmeOwner.PostAsJsonAsync("/api/users", new { email = "operator@globex.example", role = "viewer" }, Token)).StatusCode);
    }

    [Fact]
    public async Task A_stale_change_is_refused()
    {
        await using var app = await ControlApplication.StartAsync();
        var id = await IdAsync(app, "viewer@acme.example");
        var tag = (await app.AcmeOwner.GetAsync($"/api/users/{id}", Token)).Headers.ETag!.Tag;

        var first = await TenantTests.SendAsync(app.AcmeOwner, HttpMethod.Put, $"/api/users/{id}", """{"role":"operator"}""", tag);
        var second = await TenantTests.SendAsync(app.AcmeOwner, HttpMethod.Put, $"/api/users/{id}", """{"role":"admin"}""", tag);
        var third = await TenantTests.SendAsync(app.AcmeOwner, HttpMethod.Delete, $"/api/users/{id}", null, tag);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed), (first.StatusCode, second.StatusCode, third.StatusCode));
    }

    internal static async Task<string> IdAsync(ControlApplication app, string email)
    {
        var all = await ControlApplication.ReadAsync(await app.Platform.GetAsync("/api/admin/users?page_size=500", Token));
        return Text(all.GetProperty("items").EnumerateArray().Single(user => Text(user, "email") == email), "user_id");
    }

    internal static async Task<HttpStatusCode> ResetAsync(ControlApplication app, string link, string password) =>
        (await app.Anonymous.PostAsJsonAsync("/api/auth/reset", new { token = link, new_password = password }, Token)).StatusCode;

    internal static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, string id, string body, string query = "") =>
        (await TenantTests.SendAsync(client, HttpMethod.Put, $"/api/users/{id}{query}", body)).StatusCode;

    private static IEnumerable<string> Emails(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(user => Text(user, "email"));
}

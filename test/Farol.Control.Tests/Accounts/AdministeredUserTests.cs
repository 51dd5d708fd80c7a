using System.Net;
using System.Net.Http.Json;
using Farol.Control.Tests.Tenants;
using Testing.Support;

namespace Farol.Control.Tests.Accounts;

public sealed class AdministeredUserTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_platform_sees_everybody_with_every_membership()
    {
        await using var app = await ControlApplication.StartAsync();

        var all = await ControlApplication.ReadAsync(await app.Platform.GetAsync("/api/admin/users", Token));

        Assert.Equal(7, all.GetProperty("total_count").GetInt32());
        var owner = all.GetProperty("items").EnumerateArray().Single(user => UserTests.Text(user, "email") == "owner@globex.example");
        Assert.Equal("""{"globex":"owner"}""", owner.GetProperty("memberships").GetRawText());
        Assert.False(owner.GetProperty("platform").GetBoolean());
    }

    [Fact]
    public async Task A_second_administrator_lets_the_first_go_and_the_last_one_stays()
    {
        await using var app = await ControlApplication.StartAsync();
        var first = await UserTests.IdAsync(app, ControlApplication.AdminEmail);
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(app.Platform, first, """{"platform":false}"""));
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(app.Platform, first, """{"disabled":true}"""));
        Assert.Equal(HttpStatusCode.Conflict, (await app.Platform.DeleteAsync($"/api/admin/users/{first}", Token)).StatusCode);

        var made = await ControlApplication.ReadAsync(await app.Platform.PostAsJsonAsync(
            "/api/admin/users", new { email = "second@farol.local", platform = true, role = "owner" }, Token));
        Assert.Equal(HttpStatusCode.NoContent, await UserTests.ResetAsync(app, UserTests.Text(made.GetProperty("link"), "token"), "the second password"));
        using var second = await app.LoginAsync("second@farol.local", "the second password");

        Assert.Equal(HttpStatusCode.OK, await PutAsync(second, first, """{"platform":false}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Platform.GetAsync("/api/admin/users", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await second.DeleteAsync($"/api/admin/users/{first}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(second, UserTests.Text(made, "user_id"), """{"platform":false}"""));
    }

    [Theory]
    [InlineData("""{}""", "email")]
    [InlineData("""{"email":"x@y.example","tenant_id":"nowhere"}""", "tenant_id")]
    [InlineData("""{"email":"x@y.example","platform":"yes"}""", "platform")]
    [InlineData("""{"email":"x@y.example","role":"king"}""", "role")]
    public async Task A_field_that_will_not_do_is_named(string body, string field)
    {
        await using var app = await ControlApplication.StartAsync();

        var answer = await TenantTests.SendAsync(app.Platform, HttpMethod.Post, "/api/admin/users", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, Assert.Single((await ControlApplication.ReadAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_link_resets_the_password_ends_the_sessions_and_expires()
    {
        var time = new ManualTime();
        await using var app = await ControlApplication.StartAsync(time: time, access: o => o with { LinkLifetime = TimeSpan.FromMinutes(10) });
        var id = await UserTests.IdAsync(app, "viewer@acme.example");

        var late = await LinkAsync(app, id);
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await UserTests.ResetAsync(app, late, "a brand new password"));
        var replaced = await LinkAsync(app, id);
        var good = await LinkAsync(app, id);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await UserTests.ResetAsync(app, replaced, "a brand new password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await UserTests.ResetAsync(app, good, "short"));
        Assert.Equal(HttpStatusCode.NoContent, await UserTests.ResetAsync(app, good, "a brand new password"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AcmeViewer.GetAsync("/api/profile", Token)).StatusCode);
        using var client = await app.LoginAsync("viewer@acme.example", "a brand new password");
    }

    [Fact]
    public async Task Links_are_not_guessed_without_end()
    {
        var events = new RecordingEvents();
        await using var app = await ControlApplication.StartAsync(access: o => o with { MaxAttemptsPerAddress = 3 }, services: events.Register);
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 4; i++)
        {
            last = await UserTests.ResetAsync(app, $"guess-{i}", "a brand new password");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(3, events.All.Count(e => e.Rule == "link.refused"));
    }

    private static async Task<string> LinkAsync(ControlApplication app, string id)
    {
        using var answer = await app.Platform.PostAsync($"/api/users/{id}/reset_link?tenant=acme", null, Token);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return UserTests.Text(await ControlApplication.ReadAsync(answer), "token");
    }

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, string id, string body) =>
        (await TenantTests.SendAsync(client, HttpMethod.Put, $"/api/admin/users/{id}", body)).StatusCode;
}

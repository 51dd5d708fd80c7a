using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Farol.Access.Auditing;
using Farol.Access.Roles;
using Farol.Control.Tests.Tenants;

namespace Farol.Control.Tests.Accounts;

public sealed class SessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_lists_and_ends_the_own_sessions()
    {
        await using var app = await ControlApplication.StartAsync();
        using var second = await app.LoginAsync("viewer@acme.example", ControlApplication.Password);

        var mine = await ControlApplication.ReadAsync(await second.GetAsync("/api/sessions", Token));
        Assert.Equal(2, mine.GetProperty("total_count").GetInt32());
        Assert.All(mine.GetProperty("items").EnumerateArray(), session => Assert.Equal("viewer@acme.example", UserTests.Text(session, "email")));
        var other = mine.GetProperty("items").EnumerateArray().Single(session => !session.GetProperty("current").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, (await second.DeleteAsync($"/api/sessions/{UserTests.Text(other, "id")}", Token)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AcmeViewer.GetAsync("/api/profile", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/api/profile", Token)).StatusCode);
    }

    [Fact]
    public async Task An_administrator_sees_and_ends_those_of_the_tenant()
    {
        await using var app = await ControlApplication.StartAsync();

        var all = await ControlApplication.ReadAsync(await app.AcmeOwner.GetAsync("/api/sessions?all=true", Token));

        Assert.Equal(
            ["operator@acme.example", "owner@acme.example", "viewer@acme.example"],
            all.GetProperty("items").EnumerateArray().Select(session => UserTests.Text(session, "email")).Order());
        var viewers = all.GetProperty("items").EnumerateArray().Single(session => UserTests.Text(session, "email") == "viewer@acme.example");
        Assert.Equal(HttpStatusCode.NoContent, (await app.AcmeOwner.DeleteAsync($"/api/sessions/{UserTests.Text(viewers, "id")}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AcmeViewer.GetAsync("/api/profile", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.AcmeOperator.GetAsync("/api/sessions?all=true", Token)).StatusCode);
    }

    [Fact]
    public async Task Another_tenants_session_is_not_there_and_asking_is_reported()
    {
        var events = new RecordingEvents();
        await using var app = await ControlApplication.StartAsync(services: events.Register);
        var foreign = UserTests.Text((await ControlApplication.ReadAsync(await app.GlobexViewer.GetAsync("/api/sessions", Token))).GetProperty("items")[0], "id");

        Assert.Equal(HttpStatusCode.NotFound, (await app.AcmeOwner.DeleteAsync($"/api/sessions/{foreign}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AcmeOwner.DeleteAsync($"/api/sessions/{foreign}?tenant=globex", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AcmeOwner.GetAsync("/api/sessions?all=true&tenant=globex", Token)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await app.GlobexViewer.GetAsync("/api/profile", Token)).StatusCode);
        Assert.Equal(3, events.All.Count(e => e.Rule == ActingTenant.CrossedRule));
    }

    [Fact]
    public async Task A_login_goes_on_in_another_tenant_and_the_one_before_ends()
    {
        await using var app = await ControlApplication.StartAsync();
        var add = await app.Platform.PostAsJsonAsync("/api/users?tenant=globex", new { email = "operator@acme.example", role = "viewer" }, Token);
        Assert.Equal(HttpStatusCode.Created, add.StatusCode);
        using var before = await app.LoginAsync("operator@acme.example", ControlApplication.Password);
        var begun = UserTests.Text((await ControlApplication.ReadAsync(await before.GetAsync("/api/sessions", Token))).GetProperty("items")[0], "created_at");

        var answer = await ControlApplication.ReadAsync(await before.PostAsync("/api/auth/tenant?tenant=globex", null, Token));

        var user = answer.GetProperty("user");
        Assert.Equal(("globex", "viewer"), (UserTests.Text(user, "tenant_id"), UserTests.Text(user, "role")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await before.GetAsync("/api/profile", Token)).StatusCode);
        using var after = app.Client();
        after.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", UserTests.Text(answer, "access_token"));
        var session = (await ControlApplication.ReadAsync(await after.GetAsync("/api/sessions", Token))).GetProperty("items")[0];
        Assert.Equal(("globex", begun), (UserTests.Text(session, "tenant_id"), UserTests.Text(session, "created_at")));
        Assert.Equal(HttpStatusCode.Forbidden, (await after.PostAsJsonAsync("/api/pools", new { name = "x" }, Token)).StatusCode);
        var entry = (await app.Get<IAudit>().ListAsync("globex", null, 10, Token)).First(e => e.Entry.Action == "login.tenant").Entry;
        Assert.Equal(("operator@acme.example", "from tenant acme"), (entry.Actor, entry.Detail));
    }

    [Fact]
    public async Task Nobody_goes_on_in_a_tenant_without_a_role_there()
    {
        var events = new RecordingEvents();
        await using var app = await ControlApplication.StartAsync(services: events.Register);

        Assert.Equal(HttpStatusCode.NotFound, (await app.AcmeOwner.PostAsync("/api/auth/tenant?tenant=globex", null, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Platform.PostAsync("/api/auth/tenant?tenant=nowhere", null, Token)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await app.AcmeOwner.GetAsync("/api/profile", Token)).StatusCode);
        Assert.Contains(events.All, e => e.Rule == ActingTenant.CrossedRule);
    }
}

using System.Net;
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
}

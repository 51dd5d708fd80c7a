using System.Net;
using System.Net.Http.Json;
using Farol.Control.Requests;

namespace Farol.Control.Tests.Requests;

/// <summary>How many may look, how much is held for them, and which gateways answer.</summary>
public sealed class RequestPlacesTests : RequestSampleSuite
{
    [Theory]
    [InlineData(60, 60 * 7 * 2)]
    [InlineData(200, HeldSample.MaxRoom)]
    public async Task Of_many_gateways_two_seconds_are_held_within_a_bound(int gateways, int held)
    {
        Fleet.Set([.. Enumerable.Range(0, gateways).Select(i => Gateway with { Name = $"gw{i}" })]);
        var before = (await OkAsync(Application.AcmeViewer, "")).GetProperty("next").GetInt64();
        Tell([.. Enumerable.Range(0, held + 1).Select(i => Line($"/{i}"))]);
        var answer = await OkAsync(Application.AcmeViewer, $"?after={before}");
        Assert.Equal((held, 1), (Paths(answer).Count, Number(answer, "missed")));
    }

    [Fact]
    public async Task One_tenant_does_not_take_all_places()
    {
        for (var i = 0; i < RequestDesk.MaxViewsOfTenant; i++)
        {
            await OkAsync(Application.AcmeViewer, $"?status={400 + i}");
        }

        await RefusedAsync(Application.AcmeViewer, "?status=500", "At most 8 filters of a tenant", "4");
        await OkAsync(Application.AcmeViewer, "?status=400");
        await OkAsync(Application.GlobexViewer, "");
    }

    [Fact]
    public async Task A_place_that_nobody_asks_for_is_given_to_the_next_who_comes()
    {
        for (var i = 0; i < RequestDesk.MaxViewsOfTenant; i++)
        {
            await OkAsync(Application.AcmeViewer, $"?status={400 + i}");
        }

        Time.Advance(TimeSpan.FromSeconds(3));
        for (var i = 1; i < RequestDesk.MaxViewsOfTenant; i++)
        {
            await OkAsync(Application.AcmeViewer, $"?status={400 + i}");
        }

        await RefusedAsync(Application.AcmeViewer, "?status=500", "gives its place away after 4 s", "1");
        Time.Advance(TimeSpan.FromSeconds(1));
        await OkAsync(Application.AcmeViewer, "?status=500");
        Assert.Equal([401u, 402u, 403u, 404u, 405u, 406u, 407u, 500u], Fleet.Wanted!.Watches.Select(w => w.LeastStatus).Order());
        await RefusedAsync(Application.AcmeViewer, "?status=501", "At most 8 filters of a tenant", "3");
    }

    [Fact]
    public async Task All_tenants_together_leave_places_to_the_installation()
    {
        string[] tenants = ["acme", "globex", "third", "fourth"];
        foreach (var tenant in tenants[2..])
        {
            using var opened = await Application.Platform.PostAsJsonAsync("/api/tenants", new { id = tenant, name = tenant, plan = "basic" }, Token);
            Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        }

        for (var i = 0; i < RequestDesk.MaxViewsOfTenants; i++)
        {
            await OkAsync(Application.Platform, $"?tenant={tenants[i % 3]}&status={400 + (i / 3)}");
        }

        await RefusedAsync(Application.Platform, "?tenant=fourth", "All 24 places for filters of tenants", "4");
        for (var i = 0; i < RequestDesk.MaxViewsOfTenant; i++)
        {
            await OkAsync(Application.Platform, $"?status={400 + i}");
        }

        await RefusedAsync(Application.Platform, "?tenant=platform", "All 32 places for filters", "4");
    }

    [Fact]
    public async Task A_gateway_that_cannot_tell_is_named_and_one_that_comes_is_asked_at_once()
    {
        Fleet.Set(Gateway, Gateway with { Name = "old" }, Gateway with { Name = "away", IsConnected = false });
        Fleet.Older.Add("old");
        var answer = await OkAsync(Application.AcmeViewer, "");
        Assert.Equal(["local"], Names(answer, "gateways"));
        Assert.Equal(["old"], Names(answer, "unable"));
        var before = Fleet.Wanted;
        var fresh = Gateway with { Name = "fresh" };
        Fleet.Set(Gateway, fresh);
        Application.Get<RequestDesk>().Changed(fresh);
        Assert.Equal(["fresh", "local"], Names(await OkAsync(Application.AcmeViewer, ""), "gateways").Order());
        Assert.NotSame(before, Fleet.Wanted);
    }

    [Fact]
    public async Task A_gateway_whose_link_has_no_room_is_not_called_old_and_asked_again_with_the_next_question()
    {
        Fleet.Behind.Add("local");
        var answer = await OkAsync(Application.AcmeViewer, "");
        Assert.Empty(Names(answer, "gateways"));
        Assert.Empty(Names(answer, "unable"));
        Fleet.Behind.Clear();
        Assert.Equal(["local"], Names(await OkAsync(Application.AcmeViewer, ""), "gateways"));
    }

    private async Task RefusedAsync(HttpClient client, string query, string why, string retryAfter)
    {
        using var answer = await client.GetAsync(Path + query, Token);
        var body = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == HttpStatusCode.TooManyRequests, body);
        Assert.Contains(why, body, StringComparison.Ordinal);
        Assert.Equal(retryAfter, answer.Headers.GetValues("Retry-After").Single());
    }
}

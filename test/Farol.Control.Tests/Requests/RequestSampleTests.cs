using System.Net;
using System.Text.Json;
using Farol.Control.Requests;
using Farol.Link.Protocol;

namespace Farol.Control.Tests.Requests;

/// <summary><c>GET /api/requests/sample</c>: what gateways are asked, and who sees what of their answers.</summary>
public sealed class RequestSampleTests : RequestSampleSuite
{
    [Fact]
    public async Task Gateways_are_asked_while_somebody_looks_and_no_longer()
    {
        Assert.Null(Fleet.Wanted);
        await OkAsync(Application.AcmeViewer, "?host=Shop.Test:8080&route=all&pool=web&status=5xx");
        var watch = Assert.Single(Fleet.Wanted!.Watches);
        Assert.Equal(
            new RequestWatch
            {
                Id = watch.Id,
                TtlMilliseconds = 10_000,
                PerSecond = 7,
                Tenant = "acme",
                Host = "shop.test",
                Route = "acme:all",
                Pool = "acme:web",
                LeastStatus = 500,
                MostStatus = 599,
                ExceptPool = ":console",
            },
            watch);
        await OkAsync(Application.Platform, "");
        Assert.Equal([true, false], Fleet.Wanted!.Watches.Select(w => w.HasTenant));
        await OkAsync(Application.Platform, "?tenant=platform&own=true&status=none");
        var own = Fleet.Wanted!.Watches[^1];
        Assert.Equal((true, "", "", 0u, 0u), (own.HasTenant, own.Tenant, own.ExceptPool, own.LeastStatus, own.MostStatus));
        Time.Advance(TimeSpan.FromSeconds(21));
        Assert.Empty(Fleet.Wanted!.Watches);
    }

    [Fact]
    public async Task Asking_again_in_time_keeps_it_and_asks_gateways_now_and_then()
    {
        var first = await OkAsync(Application.AcmeViewer, "");
        var asked = Fleet.Wanted;
        await OkAsync(Application.AcmeViewer, "");
        Assert.Same(asked, Fleet.Wanted);
        for (var i = 0; i < 5; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(4));
            await OkAsync(Application.AcmeViewer, "");
        }

        Assert.NotSame(asked, Fleet.Wanted);
        Assert.Equal(asked!.Watches[0].Id, Fleet.Wanted!.Watches[0].Id);
        Assert.Equal(first.GetProperty("since").GetString(), (await OkAsync(Application.AcmeViewer, "")).GetProperty("since").GetString());
    }

    [Fact]
    public async Task Lines_come_once_with_the_number_before_and_all_counts()
    {
        await OkAsync(Application.AcmeViewer, "");
        Tell(Line("/1"), Line("/2"));
        Count(seen: 50, dropped: 3);
        var first = await OkAsync(Application.AcmeViewer, "");
        Assert.Equal(["/1", "/2"], Paths(first));
        Assert.Equal((50, 3, 0, 7), (Number(first, "sampled_of"), Number(first, "dropped"), Number(first, "missed"), Number(first, "per_second")));
        var next = first.GetProperty("next").GetInt64();
        Assert.Equal(next, first.GetProperty("items")[1].GetProperty("seq").GetInt64());
        Assert.Empty(Paths(await OkAsync(Application.AcmeViewer, $"?after={next}")));
        Tell(Line("/3"));
        Count(seen: 2, dropped: 0);
        var second = await OkAsync(Application.AcmeViewer, $"?after={next}");
        Assert.Equal(["/3"], Paths(second));
        Assert.Equal(52, Number(second, "sampled_of"));
    }

    [Fact]
    public async Task Whoever_asks_too_late_is_told_how_many_are_missed()
    {
        var before = (await OkAsync(Application.AcmeViewer, "")).GetProperty("next").GetInt64();
        Tell([.. Enumerable.Range(0, HeldSample.LeastRoom + 20).Select(i => Line($"/{i}"))]);
        var answer = await OkAsync(Application.AcmeViewer, $"?after={before}");
        Assert.Equal((HeldSample.LeastRoom, 20), (Paths(answer).Count, Number(answer, "missed")));
        Assert.Equal("/20", Paths(answer)[0]);
    }

    [Fact]
    public async Task A_number_of_an_earlier_look_hides_nothing_of_this_one()
    {
        await OkAsync(Application.AcmeViewer, "");
        Tell(Line("/old"));
        var old = (await OkAsync(Application.AcmeViewer, "")).GetProperty("next").GetInt64();
        Time.Advance(TimeSpan.FromSeconds(21));
        await OkAsync(Application.AcmeViewer, $"?after={old}");
        Tell(Line("/new"));
        var answer = await OkAsync(Application.AcmeViewer, $"?after={old}");
        Assert.Equal(["/new"], Paths(answer));
        Assert.Equal(0, Number(answer, "missed"));
    }

    [Fact]
    public async Task A_line_is_in_the_words_of_its_tenant_and_unknown_is_null()
    {
        await OkAsync(Application.Platform, "");
        Tell(
            Line("/1", l => (l.Status, l.FirstByteMicroseconds, l.Reason, l.Tries, l.Tls, l.Http2) = (200, 1_500, "sticky", 2, true, true)),
            Line("/2", l => (l.Tenant, l.Route, l.Pool, l.Backend, l.RequestId) = ("", "", "", "", "")),
            Line("/3", l => (l.Tenant, l.Route, l.Pool) = ("", ":demo", ":demo")));
        var items = (await OkAsync(Application.Platform, "")).GetProperty("items");
        var one = items[0];
        Assert.Equal(
            ("acme", "all", "web", "web/one", "sticky", "https", "HTTP/2", "local", "abc"),
            (Text(one, "tenant_id"), Text(one, "route"), Text(one, "pool"), Text(one, "backend"), Text(one, "why"), Text(one, "scheme"), Text(one, "protocol"), Text(one, "gateway"), Text(one, "request_id")));
        Assert.Equal((2.5, 1.5, 1, 200), (one.GetProperty("duration_ms").GetDouble(), one.GetProperty("backend_ms").GetDouble(), Number(one, "retries"), Number(one, "status")));
        Assert.Equal(("platform", "demo", "demo"), (Text(items[2], "tenant_id"), Text(items[2], "route"), Text(items[2], "pool")));
        foreach (var unknown in new[] { "tenant_id", "status", "route", "pool", "backend", "why", "backend_ms", "client", "request_id" })
        {
            Assert.True(items[1].GetProperty(unknown).ValueKind == JsonValueKind.Null, unknown);
        }
    }

    [Fact]
    public async Task A_tenant_looks_at_its_own_and_another_is_not_there()
    {
        await OkAsync(Application.AcmeViewer, "");
        await OkAsync(Application.GlobexViewer, "");
        var acme = Fleet.Wanted!.Watches.Single(w => w.Tenant == "acme").Id;
        Tell(Line("/secret", l => l.Watches.Add(acme)));
        Assert.Equal(["/secret"], Paths(await OkAsync(Application.AcmeViewer, "")));
        Assert.Empty(Paths(await OkAsync(Application.GlobexViewer, "")));
        foreach (var tenant in new[] { "acme", "platform", "all", "nobody" })
        {
            using var answer = await Application.GlobexOwner.GetAsync($"{Path}?tenant={tenant}", Token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.All(Fleet.Wanted!.Watches, w => Assert.True(w.HasTenant));
    }

    [Fact]
    public async Task A_line_that_a_gateway_sends_to_another_tenants_number_is_shown_to_nobody()
    {
        await OkAsync(Application.AcmeViewer, "");
        await OkAsync(Application.Platform, "?tenant=platform");
        await OkAsync(Application.Platform, "");
        Tell(Line("/globex", l => l.Tenant = "globex"), Line("/acme"), Line("/nobody", l => (l.Tenant, l.Route) = ("", "")));
        Assert.Equal(["/acme"], Paths(await OkAsync(Application.AcmeViewer, "")));
        Assert.Equal(["/nobody"], Paths(await OkAsync(Application.Platform, "?tenant=platform")));
        Assert.Equal(["/globex", "/acme", "/nobody"], Paths(await OkAsync(Application.Platform, "")));
    }

    [Fact]
    public void A_control_plane_that_starts_anew_does_not_use_the_numbers_of_the_one_before()
    {
        ulong Number()
        {
            using var desk = new RequestDesk(Fleet, new RequestSampleOptions(), Time);
            Assert.NotNull(desk.Read(new RequestView("acme", new RequestFilter(null, null, null, null, null, false)), 0, null, out _));
            return Assert.Single(Fleet.Wanted!.Watches).Id;
        }

        var first = Number();
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, Number());
    }

    [Fact]
    public async Task Who_comes_back_to_a_look_that_others_kept_alive_is_in_the_audit_again()
    {
        await OkAsync(Application.AcmeOperator, "?clients=true");
        for (var i = 0; i < 4; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(4));
            await OkAsync(Application.AcmeOperator, "?clients=true");
        }

        Assert.Single(await LookUpsAsync());
        for (var i = 0; i < 3; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(4));
            // The same look without the clients, by a screen on the wall and by the operator alike.
            await OkAsync(Application.AcmeViewer, "");
            await OkAsync(Application.AcmeOperator, "");
        }

        Assert.Single(await LookUpsAsync());
        await OkAsync(Application.AcmeOperator, "?clients=true");
        Assert.Equal(2, (await LookUpsAsync()).Count);
    }

    [Fact]
    public async Task Clients_are_for_operators_who_ask_and_the_audit_says_so_once()
    {
        await OkAsync(Application.AcmeViewer, "?host=shop.test");
        Tell(Line("/"));
        Assert.Null(Client(await OkAsync(Application.AcmeViewer, "?host=shop.test&clients=true")));
        Assert.Null(Client(await OkAsync(Application.AcmeOperator, "?host=shop.test")));
        Assert.Empty(await LookUpsAsync());
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("192.0.2.7", Client(await OkAsync(Application.AcmeOperator, "?host=shop.test&clients=true")));
        }

        var entry = Assert.Single(await LookUpsAsync());
        Assert.Equal(("operator@acme.example", "clients of requests host shop.test", "ok"), (Text(entry, "actor"), Text(entry, "target"), Text(entry, "result")));
        Assert.Equal("192.0.2.7", Client(await OkAsync(Application.AcmeOwner, "?host=shop.test&clients=true")));
        Assert.Equal(2, (await LookUpsAsync()).Count);
    }

    [Theory]
    [InlineData("?after=x", "after")]
    [InlineData("?after=-1", "after")]
    [InlineData("?status=6xx", "status")]
    [InlineData("?status=99", "status")]
    [InlineData("?status=20", "status")]
    [InlineData("?host=a_b..c", "host")]
    [InlineData("?host=*.test", "host")]
    [InlineData("?own=maybe", "own")]
    [InlineData("?clients=1", "clients")]
    public async Task What_is_wrong_is_named(string query, string field)
    {
        using var answer = await Application.AcmeViewer.GetAsync(Path + query, Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, Assert.Single((await ControlApplication.ReadAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
        Assert.Null(Fleet.Wanted);
    }

    private async Task<List<JsonElement>> LookUpsAsync()
    {
        using var answer = await Application.AcmeOwner.GetAsync("/api/audit?action=requests.look_up", Token);
        return [.. (await ControlApplication.ReadAsync(answer)).GetProperty("items").EnumerateArray()];
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Farol.Control.Gateways;
using Farol.Control.Requests;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Control.Tests.Requests;

/// <summary><c>GET /api/requests/sample</c>: what gateways are asked, and who sees what of their answers.</summary>
public sealed class RequestSampleTests : IAsyncLifetime
{
    private const string Path = "/api/requests/sample";

    private readonly ManualTime _time = new();
    private readonly FakeFleet _fleet = new();
    private readonly LinkedGateway _gateway = new() { Name = "local", IsConnected = true };
    private ControlApplication _application = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fleet.Set(_gateway);
        _application = await ControlApplication.StartAsync(_time, fleet: _fleet, options: o => o with { Requests = new RequestSampleOptions { PerSecond = 7 } });
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    [Fact]
    public async Task Gateways_are_asked_while_somebody_looks_and_no_longer()
    {
        Assert.Null(_fleet.Wanted);
        await OkAsync(_application.AcmeViewer, "?host=Shop.Test:8080&route=all&pool=web&status=5xx");
        var watch = Assert.Single(_fleet.Wanted!.Watches);
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
        await OkAsync(_application.Platform, "");
        Assert.Equal([true, false], _fleet.Wanted!.Watches.Select(w => w.HasTenant));
        await OkAsync(_application.Platform, "?tenant=platform&own=true&status=none");
        var own = _fleet.Wanted!.Watches[^1];
        Assert.Equal((true, "", "", 0u, 0u), (own.HasTenant, own.Tenant, own.ExceptPool, own.LeastStatus, own.MostStatus));
        _time.Advance(TimeSpan.FromSeconds(21));
        Assert.Empty(_fleet.Wanted!.Watches);
    }

    [Fact]
    public async Task Asking_again_in_time_keeps_it_and_asks_gateways_now_and_then()
    {
        var first = await OkAsync(_application.AcmeViewer, "");
        var asked = _fleet.Wanted;
        await OkAsync(_application.AcmeViewer, "");
        Assert.Same(asked, _fleet.Wanted);
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            await OkAsync(_application.AcmeViewer, "");
        }

        Assert.NotSame(asked, _fleet.Wanted);
        Assert.Equal(asked!.Watches[0].Id, _fleet.Wanted!.Watches[0].Id);
        Assert.Equal(first.GetProperty("since").GetString(), (await OkAsync(_application.AcmeViewer, "")).GetProperty("since").GetString());
    }

    [Fact]
    public async Task Lines_come_once_with_the_number_before_and_all_counts()
    {
        await OkAsync(_application.AcmeViewer, "");
        Tell(Line("/1"), Line("/2"));
        Count(seen: 50, dropped: 3);
        var first = await OkAsync(_application.AcmeViewer, "");
        Assert.Equal(["/1", "/2"], Paths(first));
        Assert.Equal((50, 3, 0, 7), (Number(first, "sampled_of"), Number(first, "dropped"), Number(first, "missed"), Number(first, "per_second")));
        var next = first.GetProperty("next").GetInt64();
        Assert.Equal(next, first.GetProperty("items")[1].GetProperty("seq").GetInt64());
        Assert.Empty(Paths(await OkAsync(_application.AcmeViewer, $"?after={next}")));
        Tell(Line("/3"));
        Count(seen: 2, dropped: 0);
        var second = await OkAsync(_application.AcmeViewer, $"?after={next}");
        Assert.Equal(["/3"], Paths(second));
        Assert.Equal(52, Number(second, "sampled_of"));
    }

    [Fact]
    public async Task Whoever_asks_too_late_is_told_how_many_are_missed()
    {
        var before = (await OkAsync(_application.AcmeViewer, "")).GetProperty("next").GetInt64();
        Tell([.. Enumerable.Range(0, HeldSample.LeastRoom + 20).Select(i => Line($"/{i}"))]);
        var answer = await OkAsync(_application.AcmeViewer, $"?after={before}");
        Assert.Equal((HeldSample.LeastRoom, 20), (Paths(answer).Count, Number(answer, "missed")));
        Assert.Equal("/20", Paths(answer)[0]);
    }

    [Theory]
    [InlineData(60, 60 * 7 * 2)]
    [InlineData(200, HeldSample.MaxRoom)]
    public async Task Of_many_gateways_two_seconds_are_held_within_a_bound(int gateways, int held)
    {
        _fleet.Set([.. Enumerable.Range(0, gateways).Select(i => _gateway with { Name = $"gw{i}" })]);
        var before = (await OkAsync(_application.AcmeViewer, "")).GetProperty("next").GetInt64();
        Tell([.. Enumerable.Range(0, held + 1).Select(i => Line($"/{i}"))]);
        var answer = await OkAsync(_application.AcmeViewer, $"?after={before}");
        Assert.Equal((held, 1), (Paths(answer).Count, Number(answer, "missed")));
    }

    [Fact]
    public async Task A_number_of_an_earlier_look_hides_nothing_of_this_one()
    {
        await OkAsync(_application.AcmeViewer, "");
        Tell(Line("/old"));
        var old = (await OkAsync(_application.AcmeViewer, "")).GetProperty("next").GetInt64();
        _time.Advance(TimeSpan.FromSeconds(21));
        await OkAsync(_application.AcmeViewer, $"?after={old}");
        Tell(Line("/new"));
        var answer = await OkAsync(_application.AcmeViewer, $"?after={old}");
        Assert.Equal(["/new"], Paths(answer));
        Assert.Equal(0, Number(answer, "missed"));
    }

    [Fact]
    public async Task A_line_is_in_the_words_of_its_tenant_and_unknown_is_null()
    {
        await OkAsync(_application.Platform, "");
        Tell(
            Line("/1", l => (l.Status, l.FirstByteMicroseconds, l.Reason, l.Tries, l.Tls, l.Http2) = (200, 1_500, "sticky", 2, true, true)),
            Line("/2", l => (l.Tenant, l.Route, l.Pool, l.Backend, l.RequestId) = ("", "", "", "", "")),
            Line("/3", l => (l.Tenant, l.Route, l.Pool) = ("", ":demo", ":demo")));
        var items = (await OkAsync(_application.Platform, "")).GetProperty("items");
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
        await OkAsync(_application.AcmeViewer, "");
        await OkAsync(_application.GlobexViewer, "");
        var acme = _fleet.Wanted!.Watches.Single(w => w.Tenant == "acme").Id;
        Tell(Line("/secret", l => l.Watches.Add(acme)));
        Assert.Equal(["/secret"], Paths(await OkAsync(_application.AcmeViewer, "")));
        Assert.Empty(Paths(await OkAsync(_application.GlobexViewer, "")));
        foreach (var tenant in new[] { "acme", "platform", "all", "nobody" })
        {
            using var answer = await _application.GlobexOwner.GetAsync($"{Path}?tenant={tenant}", Token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.All(_fleet.Wanted!.Watches, w => Assert.True(w.HasTenant));
    }

    [Fact]
    public async Task A_line_that_a_gateway_sends_to_another_tenants_number_is_shown_to_nobody()
    {
        await OkAsync(_application.AcmeViewer, "");
        await OkAsync(_application.Platform, "?tenant=platform");
        await OkAsync(_application.Platform, "");
        Tell(Line("/globex", l => l.Tenant = "globex"), Line("/acme"), Line("/nobody", l => (l.Tenant, l.Route) = ("", "")));
        Assert.Equal(["/acme"], Paths(await OkAsync(_application.AcmeViewer, "")));
        Assert.Equal(["/nobody"], Paths(await OkAsync(_application.Platform, "?tenant=platform")));
        Assert.Equal(["/globex", "/acme", "/nobody"], Paths(await OkAsync(_application.Platform, "")));
    }

    [Fact]
    public void A_control_plane_that_starts_anew_does_not_use_the_numbers_of_the_one_before()
    {
        ulong Number()
        {
            using var desk = new RequestDesk(_fleet, new RequestSampleOptions(), _time);
            Assert.NotNull(desk.Read(new RequestView("acme", new RequestFilter(null, null, null, null, null, false)), 0, null, out _));
            return Assert.Single(_fleet.Wanted!.Watches).Id;
        }

        var first = Number();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, Number());
    }

    [Fact]
    public async Task Who_comes_back_to_a_look_that_others_kept_alive_is_in_the_audit_again()
    {
        await OkAsync(_application.AcmeOperator, "?clients=true");
        for (var i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            await OkAsync(_application.AcmeOperator, "?clients=true");
        }

        Assert.Single(await LookUpsAsync());
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            // The same look without the clients, by a screen on the wall and by the operator alike.
            await OkAsync(_application.AcmeViewer, "");
            await OkAsync(_application.AcmeOperator, "");
        }

        Assert.Single(await LookUpsAsync());
        await OkAsync(_application.AcmeOperator, "?clients=true");
        Assert.Equal(2, (await LookUpsAsync()).Count);
    }

    [Fact]
    public async Task Clients_are_for_operators_who_ask_and_the_audit_says_so_once()
    {
        await OkAsync(_application.AcmeViewer, "?host=shop.test");
        Tell(Line("/"));
        Assert.Null(Client(await OkAsync(_application.AcmeViewer, "?host=shop.test&clients=true")));
        Assert.Null(Client(await OkAsync(_application.AcmeOperator, "?host=shop.test")));
        Assert.Empty(await LookUpsAsync());
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("192.0.2.7", Client(await OkAsync(_application.AcmeOperator, "?host=shop.test&clients=true")));
        }

        var entry = Assert.Single(await LookUpsAsync());
        Assert.Equal(("operator@acme.example", "clients of requests host shop.test", "ok"), (Text(entry, "actor"), Text(entry, "target"), Text(entry, "result")));
        Assert.Equal("192.0.2.7", Client(await OkAsync(_application.AcmeOwner, "?host=shop.test&clients=true")));
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
        using var answer = await _application.AcmeViewer.GetAsync(Path + query, Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, Assert.Single((await ControlApplication.ReadAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
        Assert.Null(_fleet.Wanted);
    }

    [Fact]
    public async Task One_tenant_does_not_take_all_places()
    {
        for (var i = 0; i < RequestDesk.MaxViewsOfTenant; i++)
        {
            await OkAsync(_application.AcmeViewer, $"?status={400 + i}");
        }

        await RefusedAsync(_application.AcmeViewer, "?status=500", "At most 8 filters of a tenant", "4");
        await OkAsync(_application.AcmeViewer, "?status=400");
        await OkAsync(_application.GlobexViewer, "");
    }

    [Fact]
    public async Task A_place_that_nobody_asks_for_is_given_to_the_next_who_comes()
    {
        for (var i = 0; i < RequestDesk.MaxViewsOfTenant; i++)
        {
            await OkAsync(_application.AcmeViewer, $"?status={400 + i}");
        }

        _time.Advance(TimeSpan.FromSeconds(3));
        for (var i = 1; i < RequestDesk.MaxViewsOfTenant; i++)
        {
            await OkAsync(_application.AcmeViewer, $"?status={400 + i}");
        }

        await RefusedAsync(_application.AcmeViewer, "?status=500", "gives its place away after 4 s", "1");
        _time.Advance(TimeSpan.FromSeconds(1));
        await OkAsync(_application.AcmeViewer, "?status=500");
        Assert.Equal([401u, 402u, 403u, 404u, 405u, 406u, 407u, 500u], _fleet.Wanted!.Watches.Select(w => w.LeastStatus).Order());
        await RefusedAsync(_application.AcmeViewer, "?status=501", "At most 8 filters of a tenant", "3");
    }

    [Fact]
    public async Task All_tenants_together_leave_places_to_the_installation()
    {
        string[] tenants = ["acme", "globex", "third", "fourth"];
        foreach (var tenant in tenants[2..])
        {
            using var opened = await _application.Platform.PostAsJsonAsync("/api/tenants", new { id = tenant, name = tenant, plan = "basic" }, Token);
            Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        }

        for (var i = 0; i < RequestDesk.MaxViewsOfTenants; i++)
        {
            await OkAsync(_application.Platform, $"?tenant={tenants[i % 3]}&status={400 + (i / 3)}");
        }

        await RefusedAsync(_application.Platform, "?tenant=fourth", "All 24 places for filters of tenants", "4");
        for (var i = 0; i < RequestDesk.MaxViewsOfTenant; i++)
        {
            await OkAsync(_application.Platform, $"?status={400 + i}");
        }

        await RefusedAsync(_application.Platform, "?tenant=platform", "All 32 places for filters", "4");
    }

    [Fact]
    public async Task A_gateway_that_cannot_tell_is_named_and_one_that_comes_is_asked_at_once()
    {
        _fleet.Set(_gateway, _gateway with { Name = "old" }, _gateway with { Name = "away", IsConnected = false });
        _fleet.Older.Add("old");
        var answer = await OkAsync(_application.AcmeViewer, "");
        Assert.Equal(["local"], Names(answer, "gateways"));
        Assert.Equal(["old"], Names(answer, "unable"));
        var before = _fleet.Wanted;
        var fresh = _gateway with { Name = "fresh" };
        _fleet.Set(_gateway, fresh);
        _application.Get<RequestDesk>().Changed(fresh);
        Assert.Equal(["fresh", "local"], Names(await OkAsync(_application.AcmeViewer, ""), "gateways").Order());
        Assert.NotSame(before, _fleet.Wanted);
    }

    [Fact]
    public async Task A_gateway_whose_link_has_no_room_is_not_called_old_and_asked_again_with_the_next_question()
    {
        _fleet.Behind.Add("local");
        var answer = await OkAsync(_application.AcmeViewer, "");
        Assert.Empty(Names(answer, "gateways"));
        Assert.Empty(Names(answer, "unable"));
        _fleet.Behind.Clear();
        Assert.Equal(["local"], Names(await OkAsync(_application.AcmeViewer, ""), "gateways"));
    }

    private static RequestLine Line(string path, Action<RequestLine>? change = null)
    {
        var line = new RequestLine
        {
            UnixMilliseconds = 1_768_478_400_000,
            Client = "192.0.2.7",
            Method = "GET",
            Host = "shop.test",
            Path = path,
            TotalMicroseconds = 2_500,
            Tenant = "acme",
            Route = "acme:all",
            Pool = "acme:web",
            Backend = "acme:web/one",
            Tries = 1,
            RequestId = "abc",
        };
        change?.Invoke(line);
        return line;
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    private static string? Client(JsonElement body) => Text(body.GetProperty("items")[0], "client");

    private static List<string> Paths(JsonElement body) => [.. body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("path").GetString()!)];

    private static List<string> Names(JsonElement body, string list) => [.. body.GetProperty(list).EnumerateArray().Select(g => g.GetString()!)];

    /// <summary>The gateway tells of requests; to every watch unless a line names its own.</summary>
    private void Tell(params RequestLine[] lines)
    {
        var told = new RequestLines();
        foreach (var line in lines)
        {
            if (line.Watches.Count == 0)
            {
                line.Watches.AddRange(_fleet.Wanted!.Watches.Select(w => w.Id));
            }

            told.Lines.Add(line);
        }

        _application.Get<RequestDesk>().Sampled(_gateway, told);
    }

    private void Count(long seen, long dropped) => _application.Get<RequestDesk>().Sampled(
        _gateway, new RequestLines { Counts = { new WatchCount { Watch = Assert.Single(_fleet.Wanted!.Watches).Id, Seen = seen, Dropped = dropped } } });

    private async Task<JsonElement> OkAsync(HttpClient client, string query)
    {
        using var answer = await client.GetAsync(Path + query, Token);
        var body = await ControlApplication.ReadAsync(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body.ToString());
        return body;
    }

    private async Task RefusedAsync(HttpClient client, string query, string why, string retryAfter)
    {
        using var answer = await client.GetAsync(Path + query, Token);
        var body = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == HttpStatusCode.TooManyRequests, body);
        Assert.Contains(why, body, StringComparison.Ordinal);
        Assert.Equal(retryAfter, answer.Headers.GetValues("Retry-After").Single());
    }

    private async Task<List<JsonElement>> LookUpsAsync()
    {
        using var answer = await _application.AcmeOwner.GetAsync("/api/audit?action=requests.look_up", Token);
        return [.. (await ControlApplication.ReadAsync(answer)).GetProperty("items").EnumerateArray()];
    }
}

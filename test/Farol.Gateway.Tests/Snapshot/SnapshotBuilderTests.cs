using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Tests.Snapshot;

/// <summary>What a new configuration takes over from the one before, and what it makes anew.</summary>
public sealed class SnapshotBuilderTests
{
    private readonly BackendRegistry _registry = new(2, new ResolvedNames());

    [Fact]
    public void The_same_document_gives_the_same_objects()
    {
        var document = Document();
        var first = Build(document, 1, null);
        var second = Build(GatewayJson.Read(GatewayJson.Write(document)), 2, first);
        Assert.Equal((3, 2), (second.AllRoutes.Length, second.Pools.Length));
        Assert.All(first.AllRoutes.Zip(second.AllRoutes), r => Assert.Same(r.First, r.Second));
        Assert.All(first.Pools.Zip(second.Pools), p => Assert.Same(p.First, p.Second));
        Assert.Same(first.Tenants["acme"], second.Tenants["acme"]);
        Assert.Equal(first.Hash, second.Hash);
    }

    [Fact]
    public void A_changed_pool_is_made_anew_with_its_routes_and_nothing_else()
    {
        var document = Document();
        var first = Build(document, 1, null);
        var second = Build(document with { Pools = [document.Pools[0] with { MaxQueue = 3 }, document.Pools[1]] }, 2, first);
        Assert.NotSame(first.Pools[0], second.Pools[0]);
        Assert.Same(first.Pools[1], second.Pools[1]);
        Assert.Equal(["web.example.com/", "(unknown host)"], second.AllRoutes.Except(first.AllRoutes).Select(r => r.Name));
        Assert.All(first.Pools.Zip(second.Pools), p => Assert.Same(p.First.Key, p.Second.Key));
        Assert.All(first.AllRoutes.Zip(second.AllRoutes), r => Assert.Same(r.First.Key, r.Second.Key));
        Assert.Same(first.Pools[0].Backends[0], second.Pools[0].Backends[0]);
    }

    [Theory]
    [InlineData("limits")]
    [InlineData("pages")]
    public void What_routes_inherit_makes_them_anew_when_it_changes(string what)
    {
        var document = Document();
        var first = Build(document, 1, null);
        var gateway = what == "limits"
            ? document.Gateway with { Limits = new LimitsSection { MaxBodyBytes = 5 } }
            : document.Gateway with { ErrorPages = [new ErrorPageSection { Status = new StatusRange(500, 599), Body = "sorry" }] };
        var second = Build(document with { Gateway = gateway }, 2, first);
        var route = second.AllRoutes[0];
        Assert.NotSame(first.AllRoutes[0], route);
        Assert.Equal(what == "limits" ? 5 : long.MaxValue, route.MaxBodyBytes);
        Assert.Equal(what == "limits" ? null : "sorry", route.PageFor(502) is { } page ? Encoding.UTF8.GetString(page.Body) : null);
        Assert.Null(route.PageFor(404));
    }

    [Fact]
    public void Settings_of_a_backend_are_in_force_when_the_snapshot_is_adopted_and_not_before()
    {
        var document = Document();
        var first = Build(document, 1, null);
        _registry.Adopt(first);
        var backend = _registry.Find("web/127.0.0.1:8081")!;
        Assert.Equal(1, backend.State.Weight);
        var pool = document.Pools[0];
        var second = Build(document with { Pools = [pool with { Backends = [pool.Backends[0] with { Weight = 7, Drain = true }, pool.Backends[1]] }, document.Pools[1]] }, 2, first);
        Assert.Equal(1, backend.State.Weight);
        var endpoints = backend.State.Endpoints;
        _registry.Adopt(second);
        Assert.Equal((7, true), (backend.State.Weight, backend.State.Draining));
        Assert.Same(endpoints, backend.State.Endpoints);
    }

    [Fact]
    public void A_backend_that_is_gone_drains_and_gives_its_number_back_when_its_last_connection_is_closed()
    {
        var document = Document();
        var first = Build(document, 1, null);
        Adopt(first);
        var gone = _registry.Find("web/127.0.0.1:8082")!;
        gone.Figures(1).Connections = 1;
        var without = document with { Pools = [document.Pools[0] with { Backends = [document.Pools[0].Backends[0]] }, document.Pools[1]] };
        var second = Build(without, 2, first);
        Adopt(second);
        Assert.True(gone.State.Draining);
        Assert.Contains(gone, _registry.All);
        Assert.Empty(_registry.Release(1));
        Assert.Empty(_registry.Release(2));
        gone.Figures(1).Connections = 0;
        Assert.Equal([gone], _registry.Release(2));
        Assert.DoesNotContain(gone, _registry.All);
        var third = Build(without with { Pools = [.. without.Pools, new PoolSection { Name = "new", Backends = [new BackendSection { Id = "new-1", Address = "127.0.0.1:1" }] }] }, 3, second);
        Assert.Equal(gone.Index, third.Pools[2].Backends[0].Index);
    }

    [Fact]
    public void A_backend_that_comes_back_before_it_has_drained_is_the_same_one()
    {
        var document = Document();
        var first = Build(document, 1, null);
        Adopt(first);
        var backend = _registry.Find("web/127.0.0.1:8082")!;
        backend.Figures(0).InFlight = 1;
        var second = Build(document with { Pools = [document.Pools[0] with { Backends = [document.Pools[0].Backends[0]] }, document.Pools[1]] }, 2, first);
        Adopt(second);
        Adopt(Build(document, 3, second));
        Assert.False(backend.State.Draining);
        backend.Figures(0).InFlight = 0;
        Assert.Empty(_registry.Release(3));
        Assert.Same(backend, _registry.Find("web/127.0.0.1:8082"));
    }

    [Fact]
    public void Numbers_of_names_are_given_again_only_when_no_loop_knows_the_old_name()
    {
        var keys = new KeyTable();
        var (a, b) = (keys.KeyOf("a"), keys.KeyOf("b"));
        Assert.Equal((0, 1), (a.Index, b.Index));
        keys.Keep(new HashSet<string> { "b" }, 5);
        keys.Release(4);
        Assert.Equal(2, keys.KeyOf("c").Index);
        keys.Release(5);
        Assert.Equal(0, keys.KeyOf("d").Index);
        Assert.NotSame(a, keys.KeyOf("a"));
        Assert.Same(b, keys.KeyOf("b"));
    }

    [Fact]
    public void Headers_and_redirects_are_ready_as_bytes()
    {
        var changes = new HeaderChanges(new HeaderChangesSection
        {
            Set = [new HeaderValueSection { Name = "X-A", Value = "é" }],
            Add = [new HeaderValueSection { Name = "X-B", Value = "2" }],
            Remove = ["Server"],
        });
        Assert.Equal("X-A: é\r\nX-B: 2\r\n", Encoding.Latin1.GetString(changes.Lines));
        Assert.Equal((true, true, false), (changes.Drops("x-a"u8), changes.Drops("SERVER"u8), changes.Drops("X-B"u8)));
        Assert.True(HeaderChanges.None.DropsNothing);

        Assert.Equal("https://h/p?q=1", Redirected("https://{host}{path}{query}", 100));
        Assert.Equal("http://www.example.com/{x}http", Redirected("http://www.example.com/{x}{scheme}", 100));
        Assert.Equal("/moved", Redirected("/moved", 100));
        Assert.Null(Redirected("https://{host}{path}{query}", 14));
    }

    [Fact]
    public void Challenges_are_answered_by_host_and_token()
    {
        var snapshot = Build(Document() with { AcmeChallenges = [new AcmeChallengeSection { Host = "web.example.com", Token = "t-1", KeyAuthorization = "t-1.print" }] }, 1, null);
        Assert.Equal("t-1.print"u8.ToArray(), snapshot.AcmeAnswers.Find("web.example.com"u8, "/.well-known/acme-challenge/t-1"u8));
        Assert.Null(snapshot.AcmeAnswers.Find("other.example.com"u8, "/.well-known/acme-challenge/t-1"u8));
        Assert.Null(snapshot.AcmeAnswers.Find("web.example.com"u8, "/.well-known/acme-challenge/t-2"u8));
    }

    private static string? Redirected(string to, int room)
    {
        var into = new byte[room];
        var length = new RedirectTemplate(new RedirectSection { To = to }).Write(into, "http"u8, "h"u8, "/p"u8, "?q=1"u8);
        return length < 0 ? null : Encoding.ASCII.GetString(into, 0, length);
    }

    private static GatewayDocument Document() => GatewayCheck.Complete(new GatewayDocument
    {
        Pools =
        [
            new PoolSection { Name = "web", Backends = [new BackendSection { Address = "127.0.0.1:8081" }, new BackendSection { Address = "127.0.0.1:8082" }] },
            new PoolSection { Name = "api", Tenant = "acme", Backends = [new BackendSection { Address = "10.1.0.1:80" }] },
        ],
        Routes =
        [
            new RouteSection { Host = "web.example.com", Pool = "web", RequestHeaders = new HeaderChangesSection { Remove = ["X-Internal"] } },
            new RouteSection { Host = "api.example.com", Pool = "api" },
        ],
        Tenants = [new TenantSection { Name = "acme", BackendNetworks = [System.Net.IPNetwork.Parse("10.1.0.0/16")] }],
        Gateway = new GlobalSection { DefaultPool = "web" },
    });

    private GatewaySnapshot Build(GatewayDocument document, long revision, GatewaySnapshot? previous)
    {
        Assert.Empty(GatewayCheck.Errors(document, "test"));
        return new SnapshotBuilder(_registry).Build(document, revision, previous);
    }

    private void Adopt(GatewaySnapshot snapshot)
    {
        _registry.Adopt(snapshot);
        _registry.Retire(snapshot);
    }
}

using System.Net;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Http1;
using Farol.Gateway.Limits;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;
using Testing.Support;

namespace Farol.Gateway.Tests.Limits;

public sealed class RateLimitsTests
{
    private const long Now = 60_000_000;

    private readonly RateLimits _limits = new(seed: 12);
    private readonly BackendRegistry _registry = new(1, new ResolvedNames());
    private readonly byte[] _bytes = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: shop.test\r\nX-Key: one\r\n\r\n");
    private readonly RequestHead _head = new();
    private GatewaySnapshot _snapshot = null!;

    public RateLimitsTests() => Assert.Equal(ParseOutcome.Complete, _head.Parse(_bytes, new HeadLimits()));

    [Fact]
    public void Each_client_has_its_own_bucket_and_hears_when_to_come_back()
    {
        Apply(Document([new RateLimitSection { Per = RateLimitKey.Client, RequestsPerSecond = 1, Burst = 3 }]));
        Assert.Equal(3, Passed("192.0.2.1", 10));
        Assert.Equal(3, Passed("192.0.2.2", 10));
        var refused = Take("192.0.2.1");
        Assert.Equal((429, 1, "route shop per client"), (refused.Status, refused.RetryAfterSeconds, refused.Rule!.Identity));
        Assert.True(refused.Rule.State.Hits > 0);
    }

    [Fact]
    public void An_ipv6_site_is_one_client()
    {
        Apply(Document([new RateLimitSection { Per = RateLimitKey.Client, RequestsPerSecond = 1, Burst = 3 }]));
        Assert.Equal(3, Enumerable.Range(0, 10).Count(i => Take($"2001:db8:0:1::{i:x}").IsPassed));
        Assert.True(Take("2001:db8:0:2::1").IsPassed);
    }

    [Fact]
    public void A_routes_bound_is_for_all_and_answers_503()
    {
        Apply(Document([new RateLimitSection { Per = RateLimitKey.Route, RequestsPerSecond = 5 }]));
        Assert.Equal(5, Enumerable.Range(0, 20).Count(i => Take($"192.0.2.{i}").IsPassed));
        Assert.Equal(503, Take("192.0.2.99").Status);
    }

    [Fact]
    public void A_tenants_routes_share_its_bucket()
    {
        var document = Document([]) with { Tenants = [new TenantSection { Name = "acme", MaxRequestsPerSecond = 4, MaxBurstSize = 6 }] };
        Apply(document with { Routes = [.. document.Routes.Select(r => r with { Tenant = "acme" })] });
        var passed = Enumerable.Range(0, 20).Count(i => Take("192.0.2.1", route: i % 2).IsPassed);
        Assert.Equal(6, passed);
        Assert.Equal((429, "tenant acme for tenant acme"), (Take("192.0.2.1").Status, Take("192.0.2.1").Rule!.Identity));
    }

    [Fact]
    public void A_header_counts_by_value_and_leaving_it_out_by_client()
    {
        Apply(Document([new RateLimitSection { Per = RateLimitKey.Header, Header = "x-key", RequestsPerSecond = 1, Burst = 2 }]));
        Assert.Equal(2, Enumerable.Range(0, 9).Count(i => Take($"192.0.2.{i}").IsPassed));
        Apply(Document([new RateLimitSection { Per = RateLimitKey.Header, Header = "X-Other", RequestsPerSecond = 1, Burst = 2 }]));
        Assert.Equal(2, Passed("192.0.2.1", 5));
        Assert.Equal(2, Passed("192.0.2.2", 5));
    }

    [Fact]
    public void The_gateways_limits_hold_over_all_routes()
    {
        var document = Document([]);
        Apply(document with { Gateway = document.Gateway with { RateLimits = [new RateLimitSection { Per = RateLimitKey.Client, RequestsPerSecond = 1, Burst = 4 }] } });
        Assert.Equal(4, Enumerable.Range(0, 20).Count(i => Take("192.0.2.1", route: i % 2).IsPassed));
    }

    [Fact]
    public void Another_configuration_does_not_fill_buckets_up()
    {
        var document = Document([new RateLimitSection { Per = RateLimitKey.Route, RequestsPerSecond = 1, Burst = 5 }]);
        Apply(document);
        Assert.Equal(5, Passed("192.0.2.1", 10));
        Apply(document with { Routes = [document.Routes[0] with { StripPrefix = true }, document.Routes[1]] });
        Assert.Equal(0, Passed("192.0.2.1", 10));
        Apply(Document([]));
        Assert.Equal(10, Passed("192.0.2.1", 10));
        Assert.Empty(_limits.Rules);
    }

    [Fact]
    public void A_decision_allocates_nothing()
    {
        Apply(Document([new RateLimitSection { Per = RateLimitKey.Client, RequestsPerSecond = 1 }, new RateLimitSection { Per = RateLimitKey.Header, Header = "X-Key", RequestsPerSecond = 1 }]));
        var route = _snapshot.AllRoutes[0];
        var client = IpNetworkSet.Number(IPAddress.Parse("192.0.2.1"));
        _limits.TryTake(route, client, _head, _bytes, Now);
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                _limits.TryTake(route, client + (UInt128)i, _head, _bytes, Now + (i * 100_000));
            }
        }));
    }

    private static GatewayDocument Document(ValueList<RateLimitSection> limits) => new()
    {
        Pools = [new PoolSection { Name = "shop", Backends = [new BackendSection { Id = "shop/one", Address = "127.0.0.1:80" }] }],
        Routes = [new RouteSection { Name = "shop", Pool = "shop", RateLimits = limits }, new RouteSection { Name = "other", PathPrefix = "/o", Pool = "shop" }],
    };

    private void Apply(GatewayDocument document)
    {
        _snapshot = new SnapshotBuilder(_registry).Build(document, (_snapshot?.Revision ?? 0) + 1, _snapshot);
        _registry.Adopt(_snapshot);
        _limits.Update(_snapshot);
    }

    private LimitDecision Take(string client, int route = 0) =>
        _limits.TryTake(_snapshot.AllRoutes[route], IpNetworkSet.Number(IPAddress.Parse(client)), _head, _bytes, Now);

    private int Passed(string client, int times) => Enumerable.Range(0, times).Count(_ => Take(client).IsPassed);
}

using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Affinity;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Http1;
using Farol.Gateway.Limits;
using Farol.Gateway.Metering;
using Farol.Gateway.Snapshot;

namespace Farol.Bench.Metering;

/// <summary>The steps that are measured, over one configuration with five backends.</summary>
internal static class Steps
{
    private const int Backends = 5;
    private const int Routes = 50;
    private static readonly byte[] _head = Encoding.ASCII.GetBytes("GET /products HTTP/1.1\r\nHost: shop.test\r\nUser-Agent: Mozilla/5.0\r\nAccept: */*\r\n\r\n");

    public static IReadOnlyList<Step> All()
    {
        var steps = new List<Step> { Metering(), Logging(), Limiting() };
        steps.AddRange(Enum.GetValues<BalancingAlgorithm>().Select(Choosing));
        steps.Add(Sticky());
        return steps;
    }

    /// <summary>Everything that is counted for one request: route, pool, tenant, backend, status, sizes, two histograms.</summary>
    private static Step Metering()
    {
        var snapshot = Snapshot(BalancingAlgorithm.RoundRobin);
        var meter = new LoopMeter();
        var turn = 0;
        return new Step("metering and metrics: begin, end", count =>
        {
            for (var i = 0; i < count; i++)
            {
                var route = snapshot.AllRoutes[turn++ % Routes];
                meter.Begin(route);
                meter.Record(route, new RequestFigures
                {
                    Method = Method.Get,
                    Status = turn % 50 == 0 ? 404 : 200,
                    Backend = route.Pool!.Backends[turn % Backends],
                    TotalMicroseconds = 300 + (turn & 1023),
                    FirstByteMicroseconds = 200 + (turn & 511),
                    BytesIn = 0,
                    BytesOut = 1_234,
                });
            }
        });
    }

    private static Step Logging()
    {
        var ring = new AccessLogRing(8_192, TimeProvider.System);
        var drain = new byte[ring.Bytes.Capacity];
        return new Step("access log: one line, and taking it out", count =>
        {
            for (var i = 0; i < count; i++)
            {
                ring.Write(new AccessLogEntry
                {
                    Client = "192.0.2.7"u8,
                    Method = "GET"u8,
                    Host = "shop.test"u8,
                    Path = "/products/42"u8,
                    Status = 200,
                    BytesOut = 1_234,
                    TotalMicroseconds = 345,
                    FirstByteMicroseconds = 300,
                    Route = "shop",
                    Pool = "shop",
                    Backend = "shop/one",
                    Tries = 1,
                    RequestId = "0123456789abcdef0123456789abcdef"u8,
                    UserAgent = "Mozilla/5.0 (X11; Linux x86_64)"u8,
                });
            }

            ring.Bytes.Read(drain);
        });
    }

    private static Step Limiting()
    {
        var snapshot = Snapshot(BalancingAlgorithm.RoundRobin);
        var limits = new RateLimits(seed: 1);
        limits.Update(snapshot);
        var head = new RequestHead();
        head.Parse(_head, new HeadLimits());
        long now = 1_000_000;
        return new Step("rate limits: client and route", count =>
        {
            for (var i = 0; i < count; i++)
            {
                now += 10;
                limits.TryTake(snapshot.AllRoutes[0], (UInt128)(now % 5_000), head, _head, now);
            }
        });
    }

    /// <summary>Choosing a backend, counting it in and out, and taking in how it did.</summary>
    private static Step Choosing(BalancingAlgorithm algorithm)
    {
        var snapshot = Snapshot(algorithm);
        var passive = new PassiveHealth(TimeProvider.System, new EventBus(TimeProvider.System));
        var selector = new PoolSelector(snapshot.Pools[0], 0, passive, new Random());
        long now = 1_000_000;
        return new Step($"{algorithm}: select, observe, release", count =>
        {
            for (var i = 0; i < count; i++)
            {
                now += 20;
                var chosen = selector.Select(new SelectionKey { ClientHash = (ulong)now * 7_919, KeyHash = (ulong)now * 7_919 }, [], now)!;
                selector.End(chosen, Outcome.Success, 300 + (now & 255), now);
            }
        });
    }

    private static Step Sticky()
    {
        var pool = Snapshot(BalancingAlgorithm.RoundRobin).Pools[0];
        var table = new StickyTable(new byte[32], pool, new StickySection());
        var set = new byte[table.MaxSetCookieBytes];
        var length = table.WriteSetCookie(pool.Backends[3], isSecure: false, set);
        byte[] field = [.. "theme=dark; session=0123456789; "u8, .. set.AsSpan(0, set.AsSpan(0, length).IndexOf((byte)';'))];
        return new Step("sticky cookie: verify", count =>
        {
            for (var i = 0; i < count; i++)
            {
                table.Find(field);
            }
        });
    }

    private static GatewaySnapshot Snapshot(BalancingAlgorithm algorithm)
    {
        var document = new GatewayDocument
        {
            Tenants = [new TenantSection { Name = "acme" }],
            Pools =
            [
                new PoolSection
                {
                    Name = "shop",
                    Algorithm = algorithm,
                    Backends = [.. Enumerable.Range(0, Backends).Select(i => new BackendSection { Id = $"shop/{i}", Address = $"192.0.2.{i}:80", Region = $"sa-br-{i}" })],
                },
            ],
            Routes = [.. Enumerable.Range(0, Routes).Select(i => new RouteSection
            {
                Name = $"r{i}",
                PathPrefix = $"/{i}",
                Pool = "shop",
                Tenant = "acme",
                RateLimits =
                [
                    new RateLimitSection { Per = RateLimitKey.Client, RequestsPerSecond = 1_000_000 },
                    new RateLimitSection { Per = RateLimitKey.Route, RequestsPerSecond = 10_000_000 },
                ],
            })],
        };
        var registry = new BackendRegistry(2, new ResolvedNames());
        var snapshot = new SnapshotBuilder(registry).Build(document, 1, previous: null);
        registry.Adopt(snapshot);
        return snapshot;
    }
}

using Farol.Configuration.Gateway;
using Farol.Gateway.Http1;
using Farol.Gateway.Metering;
using Farol.Gateway.Snapshot;
using Testing.Support;

namespace Farol.Gateway.Tests.Metering;

/// <summary>Meters of some loops over a configuration that the test changes.</summary>
internal sealed class MeterFixture
{
    private readonly BackendRegistry _registry;
    private readonly SnapshotBuilder _builder;

    public MeterFixture(int loops = 2)
    {
        _registry = new BackendRegistry(loops, new ResolvedNames());
        _builder = new SnapshotBuilder(_registry);
        Meters = [.. Enumerable.Range(0, loops).Select(_ => new LoopMeter())];
        Current = Apply(new GatewayDocument
        {
            Tenants = [new TenantSection { Name = "acme" }, new TenantSection { Name = "zeta" }],
            Pools = [Pool("shop"), Pool("blog")],
            Routes =
            [
                new RouteSection { Name = "shop", Host = "shop.test", Pool = "shop", Tenant = "acme" },
                new RouteSection { Name = "blog", Host = "blog.test", Pool = "blog", Tenant = "zeta" },
            ],
        });
        Report = new MeterReport(Meters, () => Current, _registry, Time);
    }

    public ManualTime Time { get; } = new();

    public LoopMeter[] Meters { get; }

    public MeterReport Report { get; }

    public GatewaySnapshot Current { get; private set; }

    public Route this[string route] => Current.AllRoutes.Single(r => r.Name == route);

    public GatewaySnapshot Apply(GatewayDocument document)
    {
        Current = _builder.Build(document, (Current?.Revision ?? 0) + 1, Current);
        _registry.Adopt(Current);
        return Current;
    }

    public void Request(int loop, string route, int status = 200, long microseconds = 1_000, long bytesIn = 10, long bytesOut = 100)
    {
        var of = this[route];
        Meters[loop].Begin(of);
        Meters[loop].Record(of, new RequestFigures
        {
            Method = Method.Get,
            Status = status,
            Backend = of.Pool!.Backends[0],
            TotalMicroseconds = microseconds,
            FirstByteMicroseconds = microseconds,
            BytesIn = bytesIn,
            BytesOut = bytesOut,
        });
    }

    public SeriesTotals? Series(string route) => Report.Read(f => f.Series.SingleOrDefault(s => s.Key.Route == route));

    private static PoolSection Pool(string name) => new() { Name = name, Backends = [new BackendSection { Id = $"{name}/one", Address = "127.0.0.1:80" }] };
}

using Farol.Gateway.Http1;
using Farol.Gateway.Metering;
using Testing.Support;

namespace Farol.Gateway.Tests.Metering;

public sealed class MeterReportTests
{
    private readonly MeterFixture _meters = new();

    [Fact]
    public void Loops_are_summed_by_route_pool_tenant_and_backend()
    {
        _meters.Request(0, "shop");
        _meters.Request(1, "shop", status: 503);
        _meters.Request(1, "blog");
        _meters.Meters[0].Begin(_meters["blog"]);
        _meters.Report.Read(f =>
        {
            var shop = f.Series.Single(s => s.Key == new SeriesKey("shop", "shop", "acme"));
            Assert.Equal((2L, 20L, 200L, 1L, 0L), (shop.Requests, shop.BytesIn, shop.BytesOut, shop.Errors, shop.InFlight));
            Assert.Equal(1, shop.Statuses[(Method.Get, 503)]);
            Assert.Equal((3L, 1L), (f.Total.Requests, f.Total.InFlight));
            Assert.Equal(1, f.GroupBy(k => new SeriesKey("", null, k.Tenant)).Single(t => t.Key.Tenant == "zeta").Requests);
            var backend = f.Backends.Single(b => b.Backend.Id == "shop/one");
            Assert.Equal((2L, 200L), (backend.FirstByte.Count, backend.BytesOut));
            return 0;
        });
    }

    [Fact]
    public void Reading_twice_counts_nothing_twice()
    {
        _meters.Request(0, "shop");
        Assert.Equal(1, _meters.Series("shop")!.Requests);
        Assert.Equal(1, _meters.Series("shop")!.Requests);
    }

    [Fact]
    public void A_route_that_moves_to_another_tenant_is_charged_to_each_for_its_time()
    {
        _meters.Request(0, "shop");
        var document = _meters.Current.Document;
        var old = _meters["shop"];
        _meters.Meters[0].Begin(old);
        _meters.Apply(document with { Routes = [document.Routes[0] with { Tenant = "zeta" }, document.Routes[1]] });
        _meters.Request(0, "shop");
        _meters.Meters[0].Record(old, new RequestFigures { Method = Method.Get, Status = 200, TotalMicroseconds = 1 });
        var byTenant = _meters.Report.Read(f => f.Series.Where(s => s.Key.Route == "shop").ToDictionary(s => s.Key.Tenant!, s => (s.Requests, s.InFlight)));
        Assert.Equal((2, 0), byTenant["acme"]);
        Assert.Equal((1, 0), byTenant["zeta"]);
    }

    [Fact]
    public void A_route_that_is_gone_is_forgotten_after_a_while_but_not_before_it_is_charged()
    {
        var usage = new UsageCut(_meters.Report);
        _meters.Request(0, "shop");
        var document = _meters.Current.Document;
        _meters.Apply(document with { Routes = [document.Routes[1]] });
        for (var i = 0; i < 20; i++)
        {
            _meters.Time.Advance(TimeSpan.FromSeconds(30));
            Assert.NotNull(_meters.Series("shop"));
        }

        Assert.Equal(1, Assert.Single(usage.Take()).Requests);
        _meters.Time.Advance(TimeSpan.FromSeconds(30));
        _meters.Series("shop");
        Assert.Null(_meters.Series("shop"));

        // The loop lets go of the cells when it begins others.
        _meters.Request(0, "blog");
        Assert.Null(_meters.Meters[0].Series!.Next);
    }

    [Fact]
    public void A_route_that_comes_back_counts_on()
    {
        _meters.Request(0, "shop");
        var document = _meters.Current.Document;
        _meters.Apply(document with { Routes = [document.Routes[1]] });
        for (var i = 0; i < 3; i++)
        {
            _meters.Time.Advance(TimeSpan.FromMinutes(1));
            _meters.Series("shop");
        }

        _meters.Apply(document);
        _meters.Request(0, "shop");
        _meters.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _meters.Series("shop")!.Requests);
        _meters.Request(0, "shop");
        Assert.Equal(3, _meters.Series("shop")!.Requests);
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        _meters.Request(0, "shop");
        var route = _meters["shop"];
        var meter = _meters.Meters[0];
        var figures = new RequestFigures
        {
            Method = Method.Get,
            Status = 200,
            Backend = route.Pool!.Backends[0],
            TotalMicroseconds = 1_234,
            FirstByteMicroseconds = 1_000,
            BytesOut = 5_000,
        };
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                meter.Begin(route);
                meter.Record(route, figures);
                meter.CountLimited(route);
                meter.CountViolation(Violation.BareLineFeed);
            }
        }));
    }

    [Fact]
    public void Reading_while_loops_count_is_never_ahead_and_ends_exact()
    {
        const int requests = 200_000;
        var routes = new[] { _meters["shop"], _meters["blog"] };
        var threads = _meters.Meters.Select(meter => new Thread(() =>
        {
            for (var i = 0; i < requests; i++)
            {
                var route = routes[i & 1];
                meter.Begin(route);
                meter.Record(route, new RequestFigures { Method = Method.Get, Status = 200, Backend = route.Pool!.Backends[0], TotalMicroseconds = i });
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        var seen = 0L;
        while (threads.Any(t => t.IsAlive))
        {
            var now = _meters.Report.Read(f =>
            {
                Assert.All(f.Series, s => Assert.InRange(s.InFlight, 0, 1_000_000));
                return f.Total.Requests;
            });
            Assert.InRange(now, seen, requests * 2);
            seen = now;
        }

        Assert.Equal(requests * 2, _meters.Report.Read(f => f.Total.Requests));
        Assert.Equal(requests * 2, _meters.Report.Read(f => f.Total.Latency.Count));
    }
}

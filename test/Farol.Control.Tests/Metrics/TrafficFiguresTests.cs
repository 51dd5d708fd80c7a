using Farol.Control.Metrics;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Control.Tests.Metrics;

public sealed class TrafficFiguresTests
{
    private const string Acme = "tenant:acme";

    private readonly ManualTime _time = new();
    private readonly TrafficFigures _figures;
    private readonly PretendGateway _gateway;

    public TrafficFiguresTests()
    {
        _figures = new TrafficFigures(_time);
        _gateway = new PretendGateway(_figures);
        _gateway.Link();
        _gateway.Tell(isWhole: true);
    }

    [Fact]
    public void Without_a_gateway_everything_is_unknown()
    {
        var reading = new TrafficFigures(_time).Read(FigureScopes.All);

        Assert.Null(reading.Total);
        Assert.Null(reading.Last);
        Assert.Null(reading.LastMinute);
        Assert.Null(reading.Connections);
        Assert.Null(reading.P99Milliseconds);
        Assert.All(reading.Seconds, second => Assert.Null(second));
    }

    [Fact]
    public void A_second_is_what_passed_in_it()
    {
        Second(() => _gateway.Serve(10, errors: 2));
        Second(() => _gateway.Serve(5));

        var reading = _figures.Read(FigureScopes.All);
        Assert.Equal(5, reading.Last!.Value.Requests);
        Assert.Equal(10, reading.Seconds[^2]!.Value.Requests);
        Assert.Equal((15, 2), (reading.LastMinute!.Value.Requests, reading.LastMinute.Value.Errors));
        Assert.Equal(2, reading.KnownSeconds);
        Assert.InRange(reading.P95Milliseconds!.Value, 3.5, 4.2);
    }

    [Fact]
    public void A_quiet_second_is_nothing_and_not_unknown()
    {
        Second(() => { });

        Assert.Equal(0, _figures.Read(FigureScopes.All).Last!.Value.Requests);
        Assert.Equal(0, _figures.Read(Acme).Last!.Value.Requests);
    }

    [Fact]
    public void A_tenant_has_its_own_figures_and_nobody_elses()
    {
        Second(() => _gateway.Serve(3, "acme", inFlight: 2).Serve(7, "globex").Serve(1));

        Assert.Equal(3, _figures.Read(Acme).Last!.Value.Requests);
        Assert.Equal(2, _figures.Read(Acme).InFlight);
        Assert.Null(_figures.Read(Acme).Connections);
        Assert.Equal(7, _figures.Read("tenant:globex").Last!.Value.Requests);
        Assert.Equal(1, _figures.Read("tenant:platform").Last!.Value.Requests);
        Assert.Equal(11, _figures.Read(FigureScopes.All).Last!.Value.Requests);
    }

    [Fact]
    public void What_a_gateway_did_before_it_was_known_is_in_the_total_and_in_no_second()
    {
        var figures = new TrafficFigures(_time);
        var gateway = new PretendGateway(figures);
        gateway.Link();
        gateway.Serve(1000).Tell();

        Assert.Equal(1000, figures.Read(FigureScopes.All).Total!.Value.Requests);
        Assert.All(figures.Read(FigureScopes.All).Seconds, second => Assert.Null(second));
    }

    [Fact]
    public void A_restart_makes_neither_a_hole_below_zero_nor_a_tower()
    {
        Second(() => _gateway.Serve(100, inFlight: 9));
        _gateway.Restart();
        Second(() => _gateway.Serve(40), isWhole: true);
        Second(() => _gateway.Serve(2));

        var reading = _figures.Read(FigureScopes.All);
        Assert.Equal(142, reading.Total!.Value.Requests);
        Assert.Equal([100, null, 2], reading.Seconds.TakeLast(3).Select(s => s?.Requests));
        Assert.Equal(0, reading.InFlight);
        Assert.DoesNotContain(reading.Seconds, second => second is { HasGoneBack: true });
    }

    [Fact]
    public void A_restart_that_the_link_did_not_tell_is_noticed()
    {
        Second(() => _gateway.Serve(100));
        var another = new PretendGateway(_figures);
        _time.Advance(TimeSpan.FromSeconds(1));
        another.Serve(30).Tell(isWhole: true);

        Assert.Equal(130, _figures.Read(FigureScopes.All).Total!.Value.Requests);
        Assert.Null(_figures.Read(FigureScopes.All).Last);
    }

    [Fact]
    public void What_passed_while_the_link_was_away_is_in_the_total_and_no_tower()
    {
        Second(() => _gateway.Serve(10));
        _gateway.Unlink();
        _time.Advance(TimeSpan.FromSeconds(30));
        _gateway.Serve(3000);
        _gateway.Link();
        _gateway.Tell(isWhole: true);
        Second(() => _gateway.Serve(10));

        var reading = _figures.Read(FigureScopes.All);
        Assert.Equal(3020, reading.Total!.Value.Requests);
        Assert.Equal(20, reading.LastMinute!.Value.Requests);
        Assert.Equal(2, reading.KnownSeconds);
    }

    [Fact]
    public void A_route_that_comes_back_counts_from_nothing()
    {
        Second(() => _gateway.Serve(50, route: "shop").Serve(1000));
        var again = new SeriesCounters { Route = "shop", Pool = "p", RequestsTotal = 3 };
        var counters = new Counters { Number = 90, RequestsTotal = 1053 };
        counters.Series.Add(again);
        _time.Advance(TimeSpan.FromSeconds(1));
        _figures.Counted(_gateway.Linked, counters);

        Assert.Equal(1053, _figures.Read(FigureScopes.All).Total!.Value.Requests);
        Assert.Equal(0, _figures.Read(FigureScopes.All).Last!.Value.Requests);
    }

    [Fact]
    public void Several_gateways_are_summed_and_each_is_known_alone()
    {
        var other = new PretendGateway(_figures, "porto") { Connections = 5 };
        other.Link();
        other.Tell(isWhole: true);
        _gateway.Connections = 3;
        _time.Advance(TimeSpan.FromSeconds(1));
        _gateway.Serve(4, "acme").Tell();
        other.Serve(6, "acme").Tell();

        Assert.Equal(10, _figures.Read(Acme).Last!.Value.Requests);
        Assert.Equal(10, _figures.Read(FigureScopes.All).Last!.Value.Requests);
        Assert.Equal(8, _figures.Read(FigureScopes.All).Connections);
        Assert.Equal(6, _figures.Read(FigureScopes.Gateway("porto")).Last!.Value.Requests);
        Assert.Equal(5, _figures.Read(FigureScopes.Gateway("porto")).Connections);
    }

    [Fact]
    public void Frames_that_come_early_or_late_fill_one_second_after_the_other()
    {
        foreach (var wait in new[] { 1.0, 1.4, 0.6, 0.9, 1.1, 1.3, 0.7 })
        {
            _time.Advance(TimeSpan.FromSeconds(wait));
            _gateway.Serve(10).Tell();
        }

        Assert.Equal(Enumerable.Repeat<long?>(10, 7), _figures.Read(FigureScopes.All).Seconds.TakeLast(7).Select(s => s?.Requests));
    }

    [Fact]
    public void A_minute_becomes_a_row_once_it_is_over()
    {
        for (var i = 0; i < 60; i++)
        {
            Second(() => _gateway.Serve(2, "acme", errors: 1));
        }

        _time.Advance(TimeSpan.FromSeconds(5));
        var rows = _figures.TakeMinutes(isEnd: false);

        var all = Assert.Single(rows, r => r.Scope == FigureScopes.All);
        var acme = Assert.Single(rows, r => r.Scope == Acme);
        Assert.Equal((118, 59, 59), (all.Requests, all.Errors, all.Seconds));
        Assert.Equal((118, 59), (acme.Requests, acme.Errors));
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), all.AtMs);
        Assert.InRange(acme.P99Us!.Value, 3500, 4200);
        Assert.Empty(_figures.TakeMinutes(isEnd: false));
    }

    [Fact]
    public void A_backend_is_one_over_all_gateways()
    {
        _gateway.Backends.Add(new BackendCounters { Id = "web/1", Pool = "web", State = "healthy", RequestsTotal = 30, LatencyMicroseconds = 2000, OpenConnections = 1, Tenant = "acme" });
        var other = new PretendGateway(_figures, "porto");
        other.Backends.Add(new BackendCounters { Id = "web/1", Pool = "web", State = "unhealthy", RequestsTotal = 10, LatencyMicroseconds = 6000, OpenConnections = 2, Tenant = "acme", LastError = "refused" });
        Second(() => { });
        other.Tell(isWhole: true);

        var backend = Assert.Single(_figures.Backends("acme"));
        Assert.Equal(("unhealthy", 40, 3, "refused"), (backend.State, backend.Requests, backend.Connections, backend.LastError));
        Assert.Equal(3, backend.LatencyMilliseconds);
        Assert.Null(backend.ErrorPercent);
        Assert.Empty(_figures.Backends("globex"));
    }

    private void Second(Action serve, bool isWhole = false)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        serve();
        _gateway.Tell(isWhole);
    }
}

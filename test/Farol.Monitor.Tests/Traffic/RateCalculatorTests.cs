using Farol.Monitor.Traffic;
using Testing.Support;

namespace Farol.Monitor.Tests.Traffic;

public sealed class RateCalculatorTests
{
    private readonly ManualTime _time = new();
    private readonly RateCalculator _rates;

    public RateCalculatorTests() => _rates = new RateCalculator(_time);

    [Fact]
    public void Two_samples_make_a_rate_in_bits()
    {
        Assert.Equal(default, Take(1_000, 2_000));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new PortRate(8_000, 16_000), Take(11_000, 22_000));
    }

    [Fact]
    public void A_counter_that_went_backwards_is_unknown_and_the_next_stretch_is_known_again()
    {
        Take(50_000, 50_000);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new PortRate(null, 8_000), Take(10, 60_000));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new PortRate(8_000, 8_000), Take(10_010, 70_000));
    }

    [Fact]
    public void A_counter_that_is_missing_is_unknown()
    {
        Take(1, 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new PortRate(null, 0), Take(null, 1));
    }

    [Fact]
    public void The_routers_clock_decides_when_it_differs_by_more_than_its_rounding()
    {
        Take(0, 0, routerSecond: 0);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new PortRate(4_000, 4_000), Take(10_000, 10_000, routerSecond: 20));
    }

    [Fact]
    public void Within_the_rounding_our_finer_clock_is_used()
    {
        Take(0, 0, routerSecond: 0);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new PortRate(8_000, 8_000), Take(10_000, 10_000, routerSecond: 11));
    }

    [Fact]
    public void A_router_clock_that_stands_still_or_runs_back_gives_nothing()
    {
        Take(0, 0, routerSecond: 30);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(default, Take(10_000, 10_000, routerSecond: 20));
    }

    [Fact]
    public void A_port_that_was_away_begins_anew()
    {
        Take(0, 0);
        _rates.Keep(new HashSet<string>());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(default, Take(10_000, 10_000));
    }

    private PortRate Take(long? input, long? output, int? routerSecond = null) => _rates.Next("GE0/1/0", new CounterSample(
        input, output, routerSecond is { } s ? new DateTimeOffset(2026, 1, 1, 0, 0, s, TimeSpan.Zero) : null, _time.GetTimestamp()));
}

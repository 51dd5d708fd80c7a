using Farol.Monitor.Pppoe;
using Testing.Support;

namespace Farol.Monitor.Tests.Pppoe;

public sealed class DayCurveTests
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
    private readonly DayCurve _curve;

    public DayCurveTests() => _curve = new DayCurve(_time);

    [Fact]
    public void Nothing_is_known_before_the_first_sample()
    {
        Assert.Null(_curve.Peak);
        Assert.Empty(_curve.Points);
    }

    [Fact]
    public void A_step_shows_its_last_value_and_keeps_its_greatest_for_the_peak()
    {
        Add(100);
        _time.Advance(TimeSpan.FromMinutes(1));
        Add(900);
        _time.Advance(TimeSpan.FromMinutes(1));
        Add(300);
        Assert.Equal((new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero), 300), Assert.Single(_curve.Points));
        Assert.Equal(900, _curve.Peak);
    }

    [Fact]
    public void A_gap_stays_a_gap_and_a_day_holds_288_steps()
    {
        for (var i = 0; i < 400; i++)
        {
            if (i is < 350 or > 360)
            {
                Add(i);
            }

            _time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(DayCurve.MaxSteps - 11 - 1, _curve.Points.Count);
        Assert.Equal(399, _curve.Peak);
    }

    [Fact]
    public void A_peak_leaves_with_its_day()
    {
        Add(5_000);
        _time.Advance(TimeSpan.FromHours(25));
        Add(10);
        Assert.Equal(10, _curve.Peak);
    }

    private void Add(long total) => _curve.Add(_time.GetUtcNow(), total);
}

using Farol.Monitor.Fleet;

namespace Farol.Monitor.Tests.Fleet;

public sealed class FleetViewTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 15, 12, 10, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_is_half_hours_with_the_last_value_of_each_and_gaps_as_gaps()
    {
        var day = FleetView.Day([(_now.AddHours(-30), 1), (_now.AddHours(-1), 5), (_now.AddMinutes(-9), 7), (_now.AddMinutes(-4), 8)], _now);

        Assert.Equal(FleetView.Steps, day.Count);
        Assert.Equal([5L, null, 8L], day.Skip(FleetView.Steps - 3));
        Assert.All(day.Take(FleetView.Steps - 3), Assert.Null);
    }
}

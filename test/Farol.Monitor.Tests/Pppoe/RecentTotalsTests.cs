using Farol.Monitor.Pppoe;

namespace Farol.Monitor.Tests.Pppoe;

public sealed class RecentTotalsTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private readonly RecentTotals _recent = new();

    [Fact]
    public void The_change_is_unknown_until_five_minutes_were_measured()
    {
        Assert.Null(_recent.Change);
        Add(0, 100);
        Add(200, 90);
        Assert.Null(_recent.Change);
    }

    [Fact]
    public void The_change_is_against_the_sample_nearest_to_five_minutes_before()
    {
        Add(0, 100);
        Add(10, 110);
        Add(300, 120);
        Add(311, 130);
        Assert.Equal(20, _recent.Change);
    }

    [Fact]
    public void A_gap_five_minutes_ago_leaves_it_unknown()
    {
        Add(0, 100);
        Add(170, 110);
        Add(400, 120);
        Assert.Null(_recent.Change);
    }

    [Fact]
    public void What_comes_late_is_not_the_newest()
    {
        Add(0, 100);
        Add(300, 150);
        Add(299, 1);
        Assert.Equal(50, _recent.Change);
    }

    private void Add(int seconds, long total) => _recent.Add(_start.AddSeconds(seconds), total);
}

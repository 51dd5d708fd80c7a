using Farol.Monitor.Events;

namespace Farol.Monitor.Tests.Events;

public sealed class DropDetectorTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 20, 0, 0, TimeSpan.Zero);
    private readonly DropDetector _detector = new(percent: 5, minimum: 50, TimeSpan.FromSeconds(120));

    [Fact]
    public void A_mass_drop_opens_once_and_names_when_and_how_many()
    {
        Assert.Equal([DropChange.None, DropChange.None], Take((0, 10_000), (5, 10_010)));
        Assert.Equal([DropChange.Opened], Take((10, 7_000)));
        Assert.Equal(3_010, _detector.Current!.Lost);
        Assert.Equal(_start.AddSeconds(5), _detector.Current.Since);
        Assert.Equal([DropChange.Deepened, DropChange.None], Take((15, 6_000), (20, 6_050)));
        Assert.Equal(4_010, _detector.Current.Lost);
    }

    [Fact]
    public void A_change_of_one_or_of_a_few_is_no_incident() =>
        Assert.All(Take((0, 10_000), (5, 9_999), (10, 9_700), (15, 9_950)), c => Assert.Equal(DropChange.None, c));

    [Fact]
    public void Few_subscribers_are_never_a_mass_whatever_their_share() =>
        Assert.All(Take((0, 60), (5, 20)), c => Assert.Equal(DropChange.None, c));

    [Fact]
    public void The_decline_of_a_night_is_too_slow_to_be_a_drop()
    {
        var samples = Enumerable.Range(0, 2_000).Select(i => (i * 5, 30_000L - (i * 8L))).ToArray();
        Assert.All(Take(samples), c => Assert.Equal(DropChange.None, c));
    }

    [Fact]
    public void A_drop_over_several_polls_within_the_window_is_seen()
    {
        var changes = Take((0, 10_000), (5, 9_850), (10, 9_700), (15, 9_550), (20, 9_400));
        Assert.Equal(DropChange.Opened, changes[^1]);
    }

    [Fact]
    public void A_gap_longer_than_the_window_proves_nothing() =>
        Assert.All(Take((0, 10_000), (500, 5_000)), c => Assert.Equal(DropChange.None, c));

    [Fact]
    public void It_is_over_when_most_are_back_and_can_open_again()
    {
        Take((0, 10_000), (5, 6_000));
        Assert.Equal([DropChange.None, DropChange.Recovered], Take((10, 8_000), (15, 9_300)));
        Assert.Null(_detector.Current);
        Assert.Equal(DropChange.Opened, Take((20, 5_000))[0]);
    }

    [Fact]
    public void A_level_that_holds_for_an_hour_is_the_new_normal()
    {
        Take((0, 10_000), (5, 6_000));
        Assert.Equal(DropChange.None, Take((3_000, 6_010))[0]);
        Assert.Equal(DropChange.Settled, Take((3_700, 6_010))[0]);
    }

    [Fact]
    public void A_drop_that_was_open_before_a_restart_goes_on()
    {
        _detector.Resume(_start, _start, before: 10_000, lowest: 6_000);
        Assert.Equal([DropChange.None, DropChange.Recovered], Take((5, 6_500), (10, 9_900)));
    }

    private List<DropChange> Take(params (int Second, long Total)[] samples) =>
        [.. samples.Select(s => _detector.Next(_start.AddSeconds(s.Second), s.Total))];
}

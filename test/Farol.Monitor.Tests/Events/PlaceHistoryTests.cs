using Farol.Monitor.Events;

namespace Farol.Monitor.Tests.Events;

public sealed class PlaceHistoryTests
{
    private static readonly DateTimeOffset _start = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

    private readonly PlaceHistory _places = new(TimeSpan.FromSeconds(120));

    [Fact]
    public void A_count_taken_between_the_drop_and_its_discovery_is_not_what_it_is_compared_with()
    {
        _places.Add(Counts(0, ("slot", "1", 500), ("slot", "2", 400)));
        _places.Add(Counts(15, ("slot", "1", 500), ("slot", "2", 10)));
        _places.Add(Counts(17, ("slot", "1", 501), ("slot", "2", 5)));
        Assert.Equal([new DropPlace("slot", "2", 400, 395)], _places.Lost());
    }

    [Fact]
    public void Nothing_is_said_when_nothing_was_counted_before()
    {
        Assert.Empty(_places.Lost());
        _places.Add(Counts(15, ("slot", "1", 500)));
        Assert.Empty(_places.Lost());
    }

    [Fact]
    public void What_is_older_than_the_window_is_no_measure()
    {
        _places.Add(Counts(0, ("domain", "a", 1000)));
        _places.Add(Counts(60, ("domain", "a", 700)));
        _places.Add(Counts(121, ("domain", "a", 650)));
        Assert.Equal(50, Assert.Single(_places.Lost()).Lost);
    }

    [Fact]
    public void A_slot_that_could_not_be_counted_is_unknown_and_a_domain_that_left_its_list_is_empty()
    {
        _places.Add(Counts(0, ("slot", "1", 500), ("domain", "a", 300), ("domain", "b", 200), ("interface", "Eth-Trunk1.100", 500)));
        _places.Add(Counts(15, ("domain", "a", 300)));
        Assert.Equal([new DropPlace("domain", "b", 200, 200)], _places.Lost());
    }

    private static PlaceCounts Counts(int second, params (string Kind, string Name, long Online)[] places) =>
        new(_start + TimeSpan.FromSeconds(second), places.ToDictionary(p => (p.Kind, p.Name), p => p.Online));
}

namespace Farol.Monitor.Events;

/// <summary>
/// Sees a mass drop in the stream of totals: more than a share, and more than a number, gone within a window. Pure but for what it
/// remembers; the decline of a night is too slow for it, and a gap in the samples hides nothing and proves nothing.
/// </summary>
public sealed class DropDetector(double percent, long minimum, TimeSpan window)
{
    /// <summary>When this share of the lost subscribers is back, the drop is over.</summary>
    private const double RecoveredShare = 0.8;

    /// <summary>A level that has held this long is the new normal.</summary>
    private static readonly TimeSpan _settledAfter = TimeSpan.FromHours(1);

    private readonly LinkedList<(DateTimeOffset At, long Total)> _samples = [];

    /// <summary>The drop under way, or null.</summary>
    public Drop? Current { get; private set; }

    /// <summary>Takes the next total and says what became of it.</summary>
    public DropChange Next(DateTimeOffset at, long total)
    {
        if (Current is { } drop)
        {
            return Follow(drop, at, total);
        }

        while (_samples.First is { } first && at - first.Value.At > window)
        {
            _samples.RemoveFirst();
        }

        var highest = _samples.Count == 0 ? (At: at, Total: total) : _samples.MaxBy(s => s.Total);
        _samples.AddLast((at, total));
        var lost = highest.Total - total;
        if (lost < minimum || lost * 100.0 < percent * highest.Total)
        {
            return DropChange.None;
        }

        // The drop began after the last sample that still stood at the height.
        var since = _samples.Where(s => s.Total >= highest.Total - (lost / 10)).Max(s => s.At);
        Current = new Drop(since, at, highest.Total, total, total);
        return DropChange.Opened;
    }

    /// <summary>Takes up a drop that was open when the program ended.</summary>
    public void Resume(DateTimeOffset since, DateTimeOffset at, long before, long lowest) => Current = new Drop(since, at, before, lowest, lowest);

    private DropChange Follow(Drop drop, DateTimeOffset at, long total)
    {
        var lowest = Math.Min(drop.Lowest, total);
        var deepened = total < drop.Lowest;
        Current = drop with { Lowest = lowest, Latest = total, LowestAt = deepened ? at : drop.LowestAt };
        var lost = drop.Before - lowest;
        if (total >= drop.Before - (lost * (1 - RecoveredShare)))
        {
            return End(DropChange.Recovered, at, total);
        }

        if (at - Current.LowestAt > _settledAfter)
        {
            return End(DropChange.Settled, at, total);
        }

        return deepened ? DropChange.Deepened : DropChange.None;
    }

    private DropChange End(DropChange change, DateTimeOffset at, long total)
    {
        Current = null;
        _samples.Clear();
        _samples.AddLast((at, total));
        return change;
    }
}

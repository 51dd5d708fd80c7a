namespace Farol.Monitor.Events;

/// <summary>
/// Counts by place of the window in which drops are looked for. A drop is compared with the height of each place in it, as the total is:
/// the last count alone may have been taken between the drop and its discovery.
/// </summary>
internal sealed class PlaceHistory(TimeSpan window)
{
    /// <summary>An hour of counts every ten seconds.</summary>
    private const int MaxCounts = 360;

    private readonly Lock _gate = new();
    private readonly Queue<PlaceCounts> _counts = [];

    public void Add(PlaceCounts counts)
    {
        lock (_gate)
        {
            _counts.Enqueue(counts);
            while (_counts.Count > MaxCounts || counts.At - _counts.Peek().At > window)
            {
                _counts.Dequeue();
            }
        }
    }

    /// <summary>Places with fewer subscribers in the last count than before, most losses first; empty when there is one count only.</summary>
    public IReadOnlyList<DropPlace> Lost()
    {
        lock (_gate)
        {
            if (_counts.Count == 0)
            {
                return [];
            }

            var highest = _counts.SelectMany(c => c.Counts).GroupBy(c => c.Key).ToDictionary(place => place.Key, place => place.Max(c => c.Value));
            return _counts.Last().LostSince(highest);
        }
    }
}

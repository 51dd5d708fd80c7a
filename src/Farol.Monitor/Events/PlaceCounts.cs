namespace Farol.Monitor.Events;

/// <summary>Subscribers by place at one moment: by domain, slot and interface, as far as the router says.</summary>
internal sealed record PlaceCounts(DateTimeOffset At, IReadOnlyDictionary<(string Kind, string Name), long> Counts)
{
    /// <summary>Places that lost subscribers since <paramref name="before"/>, most losses first.</summary>
    public IReadOnlyList<DropPlace> LostSince(PlaceCounts before) =>
    [
        .. before.Counts
            .Select(b => new DropPlace(b.Key.Kind, b.Key.Name, b.Value, b.Value - Counts.GetValueOrDefault(b.Key)))
            .Where(p => p.Lost > 0)
            .OrderByDescending(p => p.Lost),
    ];
}

namespace Farol.Monitor.Events;

/// <summary>Subscribers by place at one moment: by domain, slot and interface, as far as the router says.</summary>
internal sealed record PlaceCounts(DateTimeOffset At, IReadOnlyDictionary<(string Kind, string Name), long> Counts)
{
    /// <summary>Places that have fewer subscribers than <paramref name="before"/>, most losses first.</summary>
    public IReadOnlyList<DropPlace> LostSince(IReadOnlyDictionary<(string Kind, string Name), long> before) =>
    [
        .. before
            .Where(b => IsKnown(b.Key))
            .Select(b => new DropPlace(b.Key.Kind, b.Key.Name, b.Value, b.Value - Counts.GetValueOrDefault(b.Key)))
            .Where(p => p.Lost > 0)
            .OrderByDescending(p => p.Lost),
    ];

    /// <summary>Slots are counted one by one, domains and interfaces come as lists: what is not in a list that was read has nobody left.</summary>
    private bool IsKnown((string Kind, string Name) place) =>
        Counts.ContainsKey(place) || (place.Kind != "slot" && Counts.Keys.Any(k => k.Kind == place.Kind));
}

namespace Farol.Monitor.Interfaces;

/// <summary>Remembers when each interface's state was last seen to change.</summary>
internal sealed class InterfaceChanges
{
    private readonly Dictionary<string, (string Status, DateTimeOffset? ChangedAt)> _known = new(StringComparer.Ordinal);

    public DateTimeOffset? Take(string name, string status, DateTimeOffset at)
    {
        var changedAt = _known.TryGetValue(name, out var before) ? (before.Status == status ? before.ChangedAt : at) : (DateTimeOffset?)null;
        _known[name] = (status, changedAt);
        return changedAt;
    }
}

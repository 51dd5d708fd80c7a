namespace Farol.Access.Throttling;

/// <summary>Failures by key, bounded; those that failed longest ago leave first.</summary>
internal sealed class FailureTable(int freeTries, TimeSpan maxPause, int maxKeys)
{
    private readonly Dictionary<string, LinkedListNode<Failures>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Failures> _oldestFirst = new();

    public int Size => _byKey.Count;

    public TimeSpan PauseOf(string key, DateTimeOffset now) =>
        _byKey.TryGetValue(key, out var node) && node.Value.NotBefore > now ? node.Value.NotBefore - now : TimeSpan.Zero;

    public void Count(string key, DateTimeOffset now)
    {
        var count = 1;
        if (_byKey.Remove(key, out var node))
        {
            _oldestFirst.Remove(node);
            count = now - node.Value.Last > maxPause ? 1 : node.Value.Count + 1;
        }

        _byKey[key] = _oldestFirst.AddLast(new Failures(key, count, now, now + PauseAfter(count)));
        if (_byKey.Count > maxKeys)
        {
            _byKey.Remove(_oldestFirst.First!.Value.Key);
            _oldestFirst.RemoveFirst();
        }
    }

    public void Forget(string key)
    {
        if (_byKey.Remove(key, out var node))
        {
            _oldestFirst.Remove(node);
        }
    }

    public void TakeBack(string key)
    {
        if (!_byKey.TryGetValue(key, out var node))
        {
            return;
        }

        if (node.Value.Count <= 1)
        {
            Forget(key);
            return;
        }

        var count = node.Value.Count - 1;
        node.Value = node.Value with { Count = count, NotBefore = node.Value.Last + PauseAfter(count) };
    }

    private TimeSpan PauseAfter(int count)
    {
        if (count < freeTries)
        {
            return TimeSpan.Zero;
        }

        var seconds = Math.Pow(2, Math.Min(count - freeTries, 30));
        return TimeSpan.FromSeconds(Math.Min(seconds, maxPause.TotalSeconds));
    }

    private readonly record struct Failures(string Key, int Count, DateTimeOffset Last, DateTimeOffset NotBefore);
}

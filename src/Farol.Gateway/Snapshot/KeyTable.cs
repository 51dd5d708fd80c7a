namespace Farol.Gateway.Snapshot;

/// <summary>Gives names dense numbers, and takes a number back only when no loop can still know the name it stood for.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<string, MeterKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _retiredAt = new(StringComparer.Ordinal);
    private readonly DenseNumbers _numbers = new();

    public MeterKey KeyOf(string name)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            key = new MeterKey(name, _numbers.Take());
            _keys.Add(name, key);
        }

        return key;
    }

    /// <summary>From this revision on only these names are in use.</summary>
    public void Keep(IReadOnlySet<string> names, long revision)
    {
        foreach (var name in _keys.Keys)
        {
            if (names.Contains(name))
            {
                _retiredAt.Remove(name);
            }
            else
            {
                _retiredAt.TryAdd(name, revision);
            }
        }
    }

    /// <summary>Forgets names that went with or before the oldest revision that a loop still uses.</summary>
    public void Release(long oldestRevisionInUse)
    {
        foreach (var (name, _) in _retiredAt.Where(r => r.Value <= oldestRevisionInUse).ToList())
        {
            _retiredAt.Remove(name);
            _keys.Remove(name, out var key);
            _numbers.GiveBack(key!.Index);
        }
    }
}

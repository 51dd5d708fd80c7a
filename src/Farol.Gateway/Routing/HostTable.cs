using System.Numerics;

namespace Farol.Gateway.Routing;

/// <summary>Hosts by name in open addressing: filling it anew for 100 000 hosts takes milliseconds, since each knows its own hash.</summary>
internal sealed class HostTable
{
    private readonly HostRoutes?[] _slots;
    private readonly int _mask;

    public HostTable(IReadOnlyCollection<HostRoutes> hosts)
    {
        Count = hosts.Count;
        _slots = new HostRoutes?[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, hosts.Count) * 2)];
        _mask = _slots.Length - 1;
        foreach (var host in hosts)
        {
            var at = host.Hash & _mask;
            while (_slots[at] is not null)
            {
                at = (at + 1) & _mask;
            }

            _slots[at] = host;
        }
    }

    public int Count { get; }

    public HostRoutes? Find(ReadOnlySpan<byte> key)
    {
        if (Count == 0)
        {
            return null;
        }

        var hash = HashOf(key);
        for (var at = hash & _mask; _slots[at] is { } host; at = (at + 1) & _mask)
        {
            if (host.Hash == hash && key.SequenceEqual(host.Key))
            {
                return host;
            }
        }

        return null;
    }

    /// <summary>Differs from one start of the program to the next, so that nobody can choose names that collide.</summary>
    public static int HashOf(ReadOnlySpan<byte> key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key);
        return hash.ToHashCode();
    }
}

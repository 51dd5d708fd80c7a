using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Balancing;

/// <summary>
/// Points of backends on a circle of hashes; a key belongs to the first point at or after its own. A backend's points follow from its id
/// alone, so a change of the pool moves only the keys that it must, on every replica alike. Immutable; build it off the loops.
/// </summary>
internal sealed class HashRing
{
    /// <summary>For each unit of weight. With 160 the shares of equal backends differ by about 8 %.</summary>
    public const int PointsPerWeight = 160;

    /// <summary>800 KB and some 10 ms to build; with more, everybody gets proportionally fewer.</summary>
    public const int MaxPoints = 65_536;

    private readonly ulong[] _hashes;
    private readonly int[] _owners;

    public HashRing(IReadOnlyList<BackendSection> backends)
    {
        var weights = backends.Sum(b => (long)Math.Max(0, b.Weight));
        var perWeight = weights * PointsPerWeight > MaxPoints ? MaxPoints / (double)weights : PointsPerWeight;
        var counts = backends.Select(b => b.Weight <= 0 ? 0 : Math.Max(1, (int)Math.Round(b.Weight * perWeight))).ToArray();
        _hashes = new ulong[counts.Sum()];
        _owners = new int[_hashes.Length];
        var at = 0;
        for (var owner = 0; owner < counts.Length; owner++)
        {
            var id = StableHash.Of(Encoding.UTF8.GetBytes(backends[owner].Id));
            for (var point = 0; point < counts[owner]; point++, at++)
            {
                _hashes[at] = StableHash.Combine(id, (ulong)point);
                _owners[at] = owner;
            }
        }

        Array.Sort(_hashes, _owners);
    }

    public int Count => _hashes.Length;

    /// <summary>Position of the point that a key belongs to; walk on from it with <see cref="Owner"/>.</summary>
    public int Find(ulong key)
    {
        var at = Array.BinarySearch(_hashes, key);
        at = at < 0 ? ~at : at;
        return at == _hashes.Length ? 0 : at;
    }

    /// <summary>The backend, by its place in the list given, at <paramref name="steps"/> points after <paramref name="position"/>.</summary>
    public int Owner(int position, int steps)
    {
        var at = position + steps;
        return _owners[at < _owners.Length ? at : at - _owners.Length];
    }
}

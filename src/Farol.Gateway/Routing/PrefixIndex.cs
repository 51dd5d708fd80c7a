using Farol.Gateway.Http1;

namespace Farol.Gateway.Routing;

/// <summary>
/// Finds the rules of a path by the hash of each of its prefixes, which is taken in one walk over the path, no further than the longest
/// prefix there is.
/// </summary>
internal sealed class PrefixIndex
{
    private const uint HashSeed = 2166136261;
    private const uint HashFactor = 16777619;

    /// <summary>Open addressing; ranks of the rules of one prefix, ascending.</summary>
    private readonly (uint Hash, byte[] Prefix, int[] Ranks)[] _slots;
    private readonly int _mask;
    private readonly int _longest;

    /// <param name="rules">Best first.</param>
    public PrefixIndex(RouteRule[] rules)
    {
        var groups = rules.Select((rule, rank) => (rule.Prefix, rank)).GroupBy(r => Convert.ToHexString(r.Prefix)).ToList();
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)groups.Count * 2);
        _slots = new (uint, byte[], int[])[size];
        _mask = size - 1;
        foreach (var group in groups)
        {
            var prefix = group.First().Prefix;
            var hash = prefix.Aggregate(HashSeed, Step);
            var at = (int)hash & _mask;
            while (_slots[at].Prefix is not null)
            {
                at = (at + 1) & _mask;
            }

            _slots[at] = (hash, prefix, [.. group.Select(r => r.rank)]);
            _longest = Math.Max(_longest, prefix.Length);
        }
    }

    /// <summary>The rank of the best rule that takes the request, or -1.</summary>
    public int Match(ReadOnlySpan<byte> path, RouteRule[] rules, RequestHead head, ReadOnlySpan<byte> headBytes)
    {
        var best = int.MaxValue;
        var hash = HashSeed;
        var end = Math.Min(path.Length, _longest);
        for (var i = 0; ; i++)
        {
            if (i == 0 || i == path.Length || path[i] == '/')
            {
                best = Math.Min(best, BestOf(Find(hash, path[..i]), best, rules, head, headBytes));
            }

            if (i >= end)
            {
                return best == int.MaxValue ? -1 : best;
            }

            hash = Step(hash, path[i]);
        }
    }

    private static uint Step(uint hash, byte next) => (hash ^ next) * HashFactor;

    private static int BestOf(int[] ranks, int below, RouteRule[] rules, RequestHead head, ReadOnlySpan<byte> headBytes)
    {
        foreach (var rank in ranks)
        {
            if (rank >= below)
            {
                break;
            }

            if (rules[rank].TakesRequest(head, headBytes))
            {
                return rank;
            }
        }

        return int.MaxValue;
    }

    private int[] Find(uint hash, ReadOnlySpan<byte> prefix)
    {
        for (var at = (int)hash & _mask; _slots[at].Prefix is not null; at = (at + 1) & _mask)
        {
            if (_slots[at].Hash == hash && prefix.SequenceEqual(_slots[at].Prefix))
            {
                return _slots[at].Ranks;
            }
        }

        return [];
    }
}

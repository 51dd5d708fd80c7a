using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Limits;

/// <summary>
/// Entries of one scope and one address family: the beginnings of ranges in order, and for each the narrowest entry that holds it. An address is
/// found by halving, so that 100 000 entries cost 18 comparisons, and nothing is allocated.
/// </summary>
internal sealed class BlockRanges
{
    private readonly UInt128[] _firsts;
    private readonly BlockRule?[] _rules;

    public BlockRanges(IEnumerable<BlockSection> sections, Tenant? tenant)
    {
        // Wider before narrower; of one network the entry that blocks first, so that one that lets in decides while it lasts.
        var entries = sections.Select(s => (Section: s, Range: IpNetworkSet.Range(s.Network)))
            .OrderBy(e => e.Range.First).ThenByDescending(e => e.Range.Last)
            .ThenByDescending(e => e.Section.Action == BlockAction.Block).ThenByDescending(e => e.Section.ExpiresAt ?? DateTimeOffset.MaxValue);
        var firsts = new List<UInt128>();
        var rules = new List<BlockRule?>();
        var open = new Stack<(BlockRule Rule, UInt128 Last)>();
        (UInt128 First, UInt128 Last, BlockAction Action)? before = null;
        foreach (var (section, (first, last)) in entries)
        {
            if (before == (first, last, section.Action))
            {
                // The same said again, and for a shorter time.
                continue;
            }

            before = (first, last, section.Action);
            CloseBefore(first);
            var rule = new BlockRule(section, tenant) { Wider = open.TryPeek(out var around) ? around.Rule : null };
            open.Push((rule, last));
            Put(first, rule);
        }

        CloseBefore(null);
        (_firsts, _rules) = ([.. firsts], [.. rules]);

        // Ends the ranges that lie wholly before an address; behind each goes on what is around it.
        void CloseBefore(UInt128? first)
        {
            while (open.TryPeek(out var top) && (first is null || top.Last < first))
            {
                _ = open.Pop();
                if (top.Last != UInt128.MaxValue)
                {
                    Put(top.Last + 1, open.TryPeek(out var around) ? around.Rule : null);
                }
            }
        }

        void Put(UInt128 first, BlockRule? rule)
        {
            if (firsts.Count > 0 && firsts[^1] == first)
            {
                rules[^1] = rule;
            }
            else
            {
                firsts.Add(first);
                rules.Add(rule);
            }
        }
    }

    public bool IsEmpty => _firsts.Length == 0;

    /// <summary>The entry that blocks an address now; null: none does.</summary>
    public BlockRule? Find(UInt128 address, TimeProvider time)
    {
        var (low, high) = (0, _firsts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_firsts[middle] <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var rule = low == 0 ? null : _rules[low - 1];
        while (rule is { HasExpiry: true } && rule.IsExpired(time.GetUtcNow()))
        {
            rule = rule.Wider;
        }

        return rule is { IsBlock: true } ? rule : null;
    }

    public static bool IsIPv4(BlockSection section) => section.Network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
}

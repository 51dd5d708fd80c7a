using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.IpPools;

/// <summary>Reads "display ip pool", for all pools or one by name: a block of pairs for each pool, ranges, and the sum at the end.</summary>
public static class IpPoolsParser
{
    public const string Command = "display ip pool";
    private const long MaxAddresses = 1L << 32;

    private static readonly FieldTable<IpPool> _fields = new(
        ("Pool-No", (p, v) => p.Number = Number.Small(v)),
        ("Position", (p, v) => p.Position = v.OrNull()),
        ("Status", (p, v) => p.Status ??= v.OrNull()),
        ("Gateway", SetGateway),
        ("Mask", (p, v) => p.Mask = v.OrNull()),
        ("Vpn instance", (p, v) => p.VpnInstance = v.OrNull()),
        ("Total", (p, v) => p.Total = Number.Integer(v)),
        ("Used", (p, v) => p.Used = Number.Integer(v)),
        ("Free", (p, v) => p.Free = Number.Integer(v)),
        ("Conflicted", (p, v) => p.Conflicted = Number.Integer(v)),
        ("Disable", (p, v) => p.Disabled = Number.Integer(v)),
        ("Designated", (p, v) => p.Designated = Number.Integer(v)),
        ("Isolated", (p, v) => p.Isolated = Number.Integer(v)),
        ("Ratio", (p, v) => p.UsedPercent = Number.Small(v.TrimEnd('%'))));

    /// <exception cref="VrpParseException">The text names no pool.</exception>
    public static IpPoolList Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var pools = new List<IpPool>();
        var sections = new List<IpPoolSection>();
        var sum = new IpPool();
        var isSum = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("Pool-Name") && KeyValue.TrySplit(line, out _, out var name))
            {
                Finish(pools, sections);
                pools.Add(new IpPool { Name = name.ToString() });
                sections = [];
            }
            else if (line.Begins("IP address pool Statistic"))
            {
                isSum = true;
            }
            else if (pools.Count > 0 && PoolSectionLine.Read(line) is { } section)
            {
                sections.Add(section);
            }
            else if (pools.Count > 0)
            {
                ReadPairs(line, isSum ? sum : pools[^1]);
            }
        }

        Finish(pools, sections);
        return pools.Count > 0
            ? new IpPoolList(pools, sum.Total, sum.Used, sum.Free, sum.UsedPercent)
            : throw reader.Unexpected("\"Pool-Name : NAME\"");
    }

    private static void ReadPairs(ReadOnlySpan<char> line, IpPool target)
    {
        while (KeyValue.TryTake(ref line, out var key, out var value))
        {
            _fields.TrySet(target, key, value);
        }
    }

    /// <summary>The word stands twice in a block: the address of the gateway, and among the counters how many gateways there are.</summary>
    private static void SetGateway(IpPool pool, ReadOnlySpan<char> value)
    {
        if (value.Contains('.'))
        {
            pool.Gateway = value.ToString();
        }
    }

    /// <summary>A pool shown by name has no counters of its own: they are the sums of its ranges.</summary>
    private static void Finish(List<IpPool> pools, List<IpPoolSection> sections)
    {
        if (pools.Count == 0 || sections.Count == 0)
        {
            return;
        }

        var pool = pools[^1];
        pool.Sections = sections;
        pool.Total ??= Sum(sections, section => section.Total);
        pool.Used ??= Sum(sections, section => section.Used);
        pool.Free ??= Sum(sections, section => section.Idle);
        pool.Conflicted ??= Sum(sections, section => section.Conflicted);
    }

    /// <summary>Null when one of them is unknown or the sum is none that a router can have.</summary>
    private static long? Sum(List<IpPoolSection> sections, Func<IpPoolSection, long?> of)
    {
        long sum = 0;
        foreach (var section in sections)
        {
            if (of(section) is not { } value || value < 0 || value > MaxAddresses)
            {
                return null;
            }

            sum += value;
        }

        return sum;
    }
}

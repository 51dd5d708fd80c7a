using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.IpPools;

/// <summary>
/// Reads "display ipv6-pool pool-usage": a name, then three lines of numbers: addresses, router-advertised prefixes, delegated prefixes.
/// </summary>
public static class Ipv6PoolUsageParser
{
    public const string Command = "display ipv6-pool pool-usage";

    /// <exception cref="VrpParseException">The text is no such table.</exception>
    public static Ipv6PoolUsage Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var blocks = new List<Ipv6AddressUsage>();
        string? of = null;
        string? name = null;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Has("name:") || line.Has("PoolLen"))
            {
                of ??= UsageLine.KindOf(line);
                name = null;
            }
            else if (of is not null && UsageLine.Read(line) is { } usage)
            {
                AddTo(blocks, ref name, usage);
            }
            else
            {
                name = UsageLine.WithoutMark(line.TrimEnd(':')).ToString();
            }
        }

        var total = blocks.Find(block => block.Name.AsSpan().Begins("Total statistics"));
        blocks.RemoveAll(block => ReferenceEquals(block, total));
        return of is not null && (blocks.Count > 0 || total is not null)
            ? new Ipv6PoolUsage(of, blocks, total is null ? null : total with { Name = null })
            : throw reader.Unexpected("a domain's name and three lines \"PoolLen  Used  Ratio\"");
    }

    /// <summary>The first line after a name opens its block, the next two belong to it.</summary>
    private static void AddTo(List<Ipv6AddressUsage> blocks, ref string? name, AddressUsage usage)
    {
        var nameless = usage with { Name = null, Threshold = null };
        if (name is not null)
        {
            blocks.Add(new Ipv6AddressUsage(name, nameless, null, null));
            name = null;
        }
        else if (blocks.Count > 0)
        {
            var block = blocks[^1];
            blocks[^1] = block.NdraPrefixes is null ? block with { NdraPrefixes = nameless }
                : block.DelegatedPrefixes is null ? block with { DelegatedPrefixes = nameless }
                : block;
        }
    }
}

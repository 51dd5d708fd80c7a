using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.IpPools;

/// <summary>Reads "name  length  used  ratio%", from the right: names hold digits, dashes and blanks.</summary>
internal static class UsageLine
{
    /// <summary>Null for any other line. Three numbers without a name come back with an empty name.</summary>
    public static AddressUsage? Read(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        var ratio = tokens.Last();
        if (!ratio.EndsWith('%') || Number.Small(ratio[..^1]) is not { } percent
            || Number.Integer(tokens.Last()) is not { } used || Number.Integer(tokens.Last()) is not { } length)
        {
            return null;
        }

        var name = tokens.Rest.TrimEnd(':').TrimBlanks();
        var mark = Mark(ref name);
        return new AddressUsage(name.ToString(), length, used, percent, mark);
    }

    /// <summary>A name without the "(up)" or "(low)" of a crossed threshold.</summary>
    public static ReadOnlySpan<char> WithoutMark(ReadOnlySpan<char> name)
    {
        Mark(ref name);
        return name;
    }

    /// <summary>What the rows of a table stand for, from its heading.</summary>
    public static string KindOf(ReadOnlySpan<char> heading) =>
        heading.Begins("VPN") ? "vpn-instance" : heading.Begins("Pool") ? "pool" : "domain";

    /// <summary>Cuts "(up)" or "(low)" off a name.</summary>
    private static string? Mark(ref ReadOnlySpan<char> name)
    {
        var mark = name.EndsWith("(up)", StringComparison.OrdinalIgnoreCase) ? "up"
            : name.EndsWith("(low)", StringComparison.OrdinalIgnoreCase) ? "low"
            : null;
        if (mark is not null)
        {
            name = name[..^(mark.Length + 2)].TrimEndBlanks();
        }

        return mark;
    }
}

using Farol.Devices.Vrp.Reading;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.IpPools;

/// <summary>Reads "0  10.82.0.2  10.82.0.200  199  0  199  0 …": id, two addresses, total, used, idle, conflicted.</summary>
internal static class PoolSectionLine
{
    /// <summary>Null for any other line.</summary>
    public static IpPoolSection? Read(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        if (Number.Small(tokens.First()) is not { } id)
        {
            return null;
        }

        var start = tokens.First();
        var end = tokens.First();
        return AddressText.LooksLikeIpv4(start) && AddressText.LooksLikeIpv4(end)
            && Number.Integer(tokens.First()) is { } total && Number.Integer(tokens.First()) is { } used && Number.Integer(tokens.First()) is { } idle
                ? new IpPoolSection(id, start.ToString(), end.ToString(), total, used, idle, Number.Integer(tokens.First()))
                : null;
    }
}

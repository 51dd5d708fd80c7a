using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.IpPools;

/// <summary>Reads "display ip-pool max-usage" of domains or of a pool.</summary>
public static class PoolPeaksParser
{
    public const string Command = "display ip-pool max-usage";

    /// <exception cref="VrpParseException">The text is no such table.</exception>
    public static IReadOnlyList<PoolPeak> Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var peaks = new List<PoolPeak>();
        var hasHeader = false;
        while (reader.Next())
        {
            if (reader.Content.Has("PoolLen") && reader.Content.Has("Time"))
            {
                hasHeader = true;
            }
            else if (hasHeader && TryRow(reader.Content) is { } peak)
            {
                peaks.Add(peak);
            }
        }

        return peaks.Count > 0 ? peaks : throw reader.Unexpected("\"Domain name  PoolLen  Used  Time\" and its rows");
    }

    /// <summary>"isp1  99  9  2012-08-07 14:32:40"; the time is two words, or "-".</summary>
    private static PoolPeak? TryRow(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        var name = tokens.First();
        return Number.Integer(tokens.First()) is { } length && Number.Integer(tokens.First()) is { } used
            ? new PoolPeak(name.ToString(), length, used, Moment.Local(tokens.Rest))
            : null;
    }
}

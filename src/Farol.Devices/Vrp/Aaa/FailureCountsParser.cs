using Farol.Devices.Vrp.Reading;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Aaa;

/// <summary>Reads the "top" forms of the AAA records: by MAC address ("MAC  Times") or by place ("Interface  PeVlan/CeVlan  Times").</summary>
public static class FailureCountsParser
{
    /// <exception cref="VrpParseException">The text is no such table.</exception>
    public static IReadOnlyList<FailureCount> Parse(ReadOnlySpan<char> text, string command = AaaRecordsParser.Command)
    {
        var reader = new OutputReader(command, text);
        var rows = new List<FailureCount>();
        var hasHeader = false;
        while (reader.Next())
        {
            if (IsHeader(reader.Content))
            {
                hasHeader = true;
            }
            else if (hasHeader && TryRow(reader.Content) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows.Count > 0 ? rows : throw reader.Unexpected("\"MAC  Times\" or \"Interface  PeVlan/CeVlan  Times\" and its rows");
    }

    /// <summary>True when the text is such a table rather than records.</summary>
    internal static bool Fits(ReadOnlySpan<char> text)
    {
        var lines = new LineReader(ScreenText.Clean(text));
        while (lines.MoveNext())
        {
            if (IsHeader(lines.Line.TrimStartBlanks()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHeader(ReadOnlySpan<char> line) =>
        line.EndsWith("Times", StringComparison.OrdinalIgnoreCase) && (line.Begins("MAC") || line.Begins("Interface"));

    private static FailureCount? TryRow(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        if (Number.Small(tokens.Last()) is not { } times || tokens.IsEmpty)
        {
            return null;
        }

        if (AddressText.LooksLikeMac(tokens.Rest))
        {
            return new FailureCount(tokens.Rest.ToString(), null, null, null, times);
        }

        var vlan = VlanPair.Read(tokens.Last());
        return new FailureCount(null, tokens.Rest.OrNull(), vlan.Pe, vlan.Ce, times);
    }
}

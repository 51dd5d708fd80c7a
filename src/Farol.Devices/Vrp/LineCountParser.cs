using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp;

/// <summary>Reads the answer to any command ended by "| count".</summary>
public static class LineCountParser
{
    private const string Command = "display … | count";

    /// <exception cref="VrpParseException">The text has no line count.</exception>
    public static LineCount Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        while (reader.Next())
        {
            if (KeyValue.TrySplit(reader.Line, out var key, out var value) && key.IsKey("Total lines")
                && Number.LeadingInteger(value) is { } lines)
            {
                return new LineCount(lines);
            }
        }

        throw reader.NotFound("\"Total lines: N.\"");
    }

    internal static object ParseObject(string text) => Parse(text);
}

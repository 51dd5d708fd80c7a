namespace Farol.Devices.Terminals;

/// <summary>Recognises the messages that a router writes to a terminal unasked (<c>terminal monitor</c>, broadcasts of logs).</summary>
internal static class RouterMessage
{
    private const int MinLength = 24;

    /// <summary>
    /// "Oct 11 2020 16:03:25+08:00 H %%01SHELL/5/LOGIN(l):…" and, in front of it on older software, '%' for a log and '#' for a trap.
    /// </summary>
    public static bool IsMessage(ReadOnlySpan<byte> line)
    {
        if (line.Length < MinLength)
        {
            return false;
        }

        var marked = line[0] is (byte)'#' or (byte)'%';
        var date = marked ? line[1..] : line;
        return IsMonth(date) && IsYearAndTime(date) && (marked || line.IndexOf("%%"u8) > 0);
    }

    private static bool IsMonth(ReadOnlySpan<byte> date) =>
        date[0] is >= (byte)'A' and <= (byte)'Z' && date[1] is >= (byte)'a' and <= (byte)'z'
        && date[2] is >= (byte)'a' and <= (byte)'z' && date[3] == ' ';

    /// <summary>" 1 2020 16:03:25" or "11 2020 16:03:25".</summary>
    private static bool IsYearAndTime(ReadOnlySpan<byte> date)
    {
        var rest = date[4..].TrimStart((byte)' ');
        var year = rest.IndexOf((byte)' ') + 1;
        return year is 2 or 3 && rest.Length > year + 13 && rest[year + 4] == ' ' && rest[year + 7] == ':' && rest[year + 10] == ':';
    }
}

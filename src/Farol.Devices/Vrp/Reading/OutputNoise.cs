using System.Globalization;

namespace Farol.Devices.Vrp.Reading;

/// <summary>Tells content from what surrounds it on a terminal. One look at the first character decides for nearly every line.</summary>
internal static class OutputNoise
{
    private const int MinTimeStamp = 19;
    private const int MaxTimeStamp = 40;

    /// <summary>"Nov 21 2026 10:00:00".</summary>
    private const int LogTimeLength = 20;

    public static LineKind KindOf(ReadOnlySpan<char> line, bool begun, bool keepTimes)
    {
        var content = line.TrimStartBlanks();
        if (content.IsEmpty)
        {
            return LineKind.Noise;
        }

        switch (content[0])
        {
            case '-' or '=' or '*' or '#' or '_' or '~' or '+':
                return IsRule(content) || content.Begins("---- More") ? LineKind.Noise : LineKind.Content;
            case '^':
                return content.Length == 1 ? LineKind.Noise : LineKind.Content;
            case 'I' when content.Begins("Info:"):
                return LineKind.Notice;
            case 'W' when content.Begins("Warning:"):
                return LineKind.Noise;
            case 'A' when content.Begins("Are you sure to display"):
                return LineKind.Noise;
            case 'T' when !begun && content.Begins("This operation will take"):
            case 'P' when !begun && (content.Begins("Please wait") || content.Begins("Press CTRL")):
                return LineKind.Noise;
            case 'E' when IsError(content):
            case '%' when content.Length > 2 && content[1] == ' ' && char.IsAsciiLetter(content[2]):
                return LineKind.Error;
            case '<' or '[' when line.Length == content.Length && Prompt.Is(line):
                return begun ? LineKind.End : LineKind.Noise;
            case 'd' or 'D' when !begun && Prompt.IsEcho(content):
            case 'A' or 'D' or 'F' or 'J' or 'M' or 'N' or 'O' or 'S' when IsLog(content):
                return LineKind.Noise;
            default:
                return !begun && !keepTimes && IsTimeStamp(content) ? LineKind.Noise : LineKind.Content;
        }
    }

    private static bool IsRule(ReadOnlySpan<char> content) =>
        content.Length >= 3 && content.IndexOfAnyExcept(content[0], ' ', '+') < 0;

    /// <summary>"Error: Unrecognized…" and "Error:Too many…", not a counter named "Error: 0".</summary>
    private static bool IsError(ReadOnlySpan<char> content)
    {
        if (!content.Begins("Error:"))
        {
            return false;
        }

        var rest = content["Error:".Length..].TrimStartBlanks();
        return rest.IsEmpty || !char.IsAsciiDigit(rest[0]);
    }

    /// <summary>"Nov 21 2026 10:00:00-03:00 BNG %%01IFNET/4/IF_STATE(l)[1]:…": a log that "terminal monitor" puts between the lines.</summary>
    private static bool IsLog(ReadOnlySpan<char> content) =>
        content.Length > LogTimeLength && content[3] == ' ' && content[LogTimeLength..].Contains("%%", StringComparison.Ordinal)
        && DateTime.TryParseExact(content[..3], "MMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsTimeStamp(ReadOnlySpan<char> content) =>
        content.Length is >= MinTimeStamp and <= MaxTimeStamp && char.IsAsciiDigit(content[0]) && Moment.Local(content) is not null;
}

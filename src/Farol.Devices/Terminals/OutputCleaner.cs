using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Farol.Devices.Terminals;

/// <summary>Makes text of an output's lines, without what the router adds to them.</summary>
internal static partial class OutputCleaner
{
    private const int MaxTimestampLength = 40;

    /// <summary>Lines looked at for what stands in front of an output.</summary>
    private const int HeadLines = 4;

    /// <param name="lines">Ended lines.</param>
    /// <param name="command">The command they answer: what is noise in one is the content of another.</param>
    public static string Clean(ReadOnlySpan<byte> lines, string command)
    {
        var kept = ArrayPool<byte>.Shared.Rent(lines.Length);
        try
        {
            return Decode(kept.AsSpan(0, Keep(lines, command, kept)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(kept, clearArray: true);
        }
    }

    /// <summary>UTF-8 where it is valid, else Latin-1, each line by itself: descriptions were typed on different terminals.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var line = bytes[..(bytes.IndexOf((byte)'\n') + 1)];
            text.Append((Utf8.IsValid(line) ? Encoding.UTF8 : Encoding.Latin1).GetString(line));
            bytes = bytes[line.Length..];
        }

        return text.ToString();
    }

    private static int Keep(ReadOnlySpan<byte> lines, string command, Span<byte> kept)
    {
        var messagesAreContent = ShowsMessages(command);
        var length = 0;
        var number = 0;
        var inNotice = false;
        while (!lines.IsEmpty)
        {
            var line = lines[..(lines.IndexOf((byte)'\n') + 1)];
            lines = lines[line.Length..];
            var text = line.TrimEnd("\n "u8);
            number += text.IsEmpty ? 0 : 1;
            inNotice = number <= HeadLines && (inNotice || IsFilterNotice(text));
            if (inNotice)
            {
                inNotice = !text.EndsWith("break."u8);
            }
            else if ((number > 1 || !IsTimestamp(text, command)) && (messagesAreContent || !RouterMessage.IsMessage(text)))
            {
                line.CopyTo(kept[length..]);
                length += line.Length;
            }
        }

        return length;
    }

    /// <summary>Printed in front of every filtered output; wrapped where the terminal is narrow.</summary>
    private static bool IsFilterNotice(ReadOnlySpan<byte> line) =>
        line.TrimStart((byte)' ').StartsWith("Info: It will take a long time if the content"u8);

    /// <summary>
    /// <c>timestamp enable</c> prints "2024-01-01 10:00:00.123 +08:00" first. <c>display clock</c> begins with a time of its own,
    /// without the fraction and the blank.
    /// </summary>
    private static bool IsTimestamp(ReadOnlySpan<byte> line, string command)
    {
        if (line.Length is < 19 or > MaxTimestampLength || line[0] is < (byte)'1' or > (byte)'9')
        {
            return false;
        }

        var text = Encoding.Latin1.GetString(line);
        var isClocksOwn = command.Contains("clo", StringComparison.Ordinal) && (text.Length == 19 || text[19] is not ('.' or ' '));
        return Timestamp().IsMatch(text) && !isClocksOwn;
    }

    private static bool ShowsMessages(string command) =>
        command.Contains("log", StringComparison.OrdinalIgnoreCase) || command.Contains("trap", StringComparison.OrdinalIgnoreCase)
        || command.Contains("info", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})? ?([+-]\d\d:\d\d)?( DST)?$")]
    private static partial Regex Timestamp();
}

using System.Buffers.Text;

namespace Farol.Control.Metrics;

/// <summary>Numbers in the lines of /proc (proc(5)).</summary>
internal static class ProcText
{
    /// <summary>The line that begins with this, without it; empty: there is none.</summary>
    public static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (line.StartsWith(start))
            {
                return line[start.Length..];
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }

        return [];
    }

    /// <summary>Takes the next number off the text.</summary>
    public static bool TryNumber(ref ReadOnlySpan<byte> text, out long number)
    {
        text = text.TrimStart((byte)' ');
        if (!Utf8Parser.TryParse(text, out number, out var used))
        {
            return false;
        }

        text = text[used..];
        return true;
    }

    /// <summary>The first numbers of a line.</summary>
    public static int Numbers(ReadOnlySpan<byte> line, Span<long> target)
    {
        var count = 0;
        while (count < target.Length && TryNumber(ref line, out var number))
        {
            target[count++] = number;
        }

        return count;
    }
}

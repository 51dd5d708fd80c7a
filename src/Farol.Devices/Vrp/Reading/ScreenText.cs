using System.Text;

namespace Farol.Devices.Vrp.Reading;

/// <summary>
/// Takes out what a pager leaves in a saved session: "---- More ----", the escape sequences that erase it, backspaces, a byte order mark.
/// The terminal layer has done so already; outputs that people send by file have not been through it.
/// </summary>
internal static class ScreenText
{
    private const char Escape = '\u001b';
    private const string Pager = "---- More ----";

    /// <summary>The same text, without a copy, when there is nothing to take out.</summary>
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> text)
    {
        if (text.StartsWith('\uFEFF'))
        {
            text = text[1..];
        }

        return text.IndexOfAny(Escape, '\b', '\0') < 0 ? text : Rewritten(text);
    }

    private static string Rewritten(ReadOnlySpan<char> text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape)
            {
                i = SkipSequence(text, i);
                DropPager(kept);
            }
            else if (text[i] is not ('\b' or '\0'))
            {
                kept.Append(text[i]);
            }
        }

        return kept.ToString();
    }

    /// <summary>The index of the last character of the sequence that starts at <paramref name="start"/>.</summary>
    private static int SkipSequence(ReadOnlySpan<char> text, int start)
    {
        var i = start + 1;
        if (i >= text.Length || text[i] != '[')
        {
            return start;
        }

        i++;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is ';' or '?'))
        {
            i++;
        }

        return Math.Min(i, text.Length - 1);
    }

    /// <summary>Cuts the pager's mark, and the blanks that overwrite it, off the end of what was kept.</summary>
    private static void DropPager(StringBuilder kept)
    {
        var end = kept.Length;
        while (end > 0 && kept[end - 1] == ' ')
        {
            end--;
        }

        var isPager = end >= Pager.Length && kept.ToString(end - Pager.Length, Pager.Length) == Pager;
        if (isPager || end == 0 || kept[end - 1] is '\n' or '\r')
        {
            kept.Length = isPager ? end - Pager.Length : end;
        }
    }
}

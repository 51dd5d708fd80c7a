namespace Farol.Devices.Vrp.Reading;

/// <summary>The pager's mark where nothing overwrote it: a log that lost its escape characters, or its sequences altogether.</summary>
internal static class PagerMark
{
    public const string Text = "---- More ----";

    /// <summary>How many columns the router blanks before it goes on. Some programs take away the mark and leave these blanks.</summary>
    public const int Erased = 42;

    /// <summary>
    /// How much of a line's start the mark and its remains take: 0 for a line that does not start with it, the whole line where nothing follows.
    /// </summary>
    public static int LengthAtStart(ReadOnlySpan<char> line)
    {
        var content = line.TrimStartBlanks();
        if (!content.StartsWith(Text, StringComparison.Ordinal))
        {
            return 0;
        }

        var after = line.Length - content.Length + Text.Length;
        var rest = line[after..];
        var sequences = SequencesLength(rest);
        return after + (sequences > 0 ? sequences : BlanksLength(rest));
    }

    /// <summary>"[42D                                          [42D": the sequences without their escape characters, to the end of the last.</summary>
    private static int SequencesLength(ReadOnlySpan<char> text)
    {
        var end = 0;
        var i = 0;
        while (i < text.Length && text[i] is ' ' or '[')
        {
            if (text[i] == '[')
            {
                var digits = i + 1;
                while (digits < text.Length && char.IsAsciiDigit(text[digits]))
                {
                    digits++;
                }

                if (digits >= text.Length || text[digits] != 'D')
                {
                    break;
                }

                i = digits;
                end = digits + 1;
            }

            i++;
        }

        return end;
    }

    private static int BlanksLength(ReadOnlySpan<char> text)
    {
        var blanks = 0;
        while (blanks < text.Length && blanks < Erased && text[blanks] == ' ')
        {
            blanks++;
        }

        return blanks;
    }
}

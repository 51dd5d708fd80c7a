namespace Farol.Devices.Vrp.Reading;

/// <summary>Questions about pieces of a line. A blank is a space or a tab, never a letter of a Latin-1 description.</summary>
internal static class SpanText
{
    private const string Blanks = " \t";

    public static ReadOnlySpan<char> TrimBlanks(this ReadOnlySpan<char> text) => text.TrimStartBlanks().TrimEndBlanks();

    public static ReadOnlySpan<char> TrimStartBlanks(this ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && text[start] is ' ' or '\t')
        {
            start++;
        }

        return text[start..];
    }

    public static ReadOnlySpan<char> TrimEndBlanks(this ReadOnlySpan<char> text)
    {
        var length = text.Length;
        while (length > 0 && text[length - 1] is ' ' or '\t')
        {
            length--;
        }

        return text[..length];
    }

    /// <summary>Equal but for the case of ASCII letters.</summary>
    public static bool Is(this ReadOnlySpan<char> text, ReadOnlySpan<char> word) =>
        text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Starts with the word, whatever the case.</summary>
    public static bool Begins(this ReadOnlySpan<char> text, ReadOnlySpan<char> word) =>
        text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Holds the word, whatever the case.</summary>
    public static bool Has(this ReadOnlySpan<char> text, ReadOnlySpan<char> word) =>
        text.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Equal in letters and digits, whatever the case, blanks, dashes and other signs: "Dual-Stack users" is "dual stack users".
    /// Versions differ in exactly these.
    /// </summary>
    public static bool IsKey(this ReadOnlySpan<char> text, ReadOnlySpan<char> key)
    {
        int t = 0, k = 0;
        while (true)
        {
            while (t < text.Length && !char.IsLetterOrDigit(text[t]))
            {
                t++;
            }

            while (k < key.Length && !char.IsLetterOrDigit(key[k]))
            {
                k++;
            }

            if (t == text.Length || k == key.Length)
            {
                return t == text.Length && k == key.Length;
            }

            if (char.ToLowerInvariant(text[t++]) != char.ToLowerInvariant(key[k++]))
            {
                return false;
            }
        }
    }

    /// <summary>Holds an ASCII letter.</summary>
    public static bool HasLetter(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Holds an ASCII digit.</summary>
    public static bool HasDigit(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first word, empty for an empty text.</summary>
    public static ReadOnlySpan<char> FirstWord(this ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimStartBlanks();
        var end = trimmed.IndexOfAny(Blanks);
        return end < 0 ? trimmed : trimmed[..end];
    }

    /// <summary>What follows the word (whatever the case), or empty with false when the text does not hold it.</summary>
    public static bool TryAfter(this ReadOnlySpan<char> text, ReadOnlySpan<char> word, out ReadOnlySpan<char> rest)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        rest = at < 0 ? default : text[(at + word.Length)..];
        return at >= 0;
    }

    /// <summary>A new string, or null for what routers write when there is nothing: empty, "-", "--", "NA", "N/A".</summary>
    public static string? OrNull(this ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimBlanks();
        return trimmed.IsNothing() ? null : trimmed.ToString();
    }

    /// <summary>True for what routers write when there is nothing: empty, dashes, "NA", "N/A".</summary>
    public static bool IsNothing(this ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimBlanks();
        return trimmed.TrimEnd('-').IsEmpty || trimmed.Is("NA") || trimmed.Is("N/A");
    }
}

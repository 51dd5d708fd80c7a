namespace Farol.Devices.Vrp.Reading;

/// <summary>Takes blank-separated words off both ends of a line: columns are found by order, never by position.</summary>
internal ref struct TokenReader(ReadOnlySpan<char> line)
{
    private const string Blanks = " \t";

    /// <summary>What neither end has taken yet, trimmed.</summary>
    public ReadOnlySpan<char> Rest { get; private set; } = line.TrimBlanks();

    public readonly bool IsEmpty => Rest.IsEmpty;

    public static int Count(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        var count = 0;
        while (tokens.TryFirst(out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>Takes the leftmost word.</summary>
    public bool TryFirst(out ReadOnlySpan<char> token)
    {
        var end = Rest.IndexOfAny(Blanks);
        if (end < 0)
        {
            token = Rest;
            Rest = default;
            return !token.IsEmpty;
        }

        token = Rest[..end];
        Rest = Rest[end..].TrimStartBlanks();
        return true;
    }

    /// <summary>Takes the rightmost word.</summary>
    public bool TryLast(out ReadOnlySpan<char> token)
    {
        var start = Rest.LastIndexOfAny(Blanks);
        token = Rest[(start + 1)..];
        Rest = start < 0 ? default : Rest[..start].TrimEndBlanks();
        return !token.IsEmpty;
    }

    /// <summary>Takes the leftmost word, or gives an empty span.</summary>
    public ReadOnlySpan<char> First() => TryFirst(out var token) ? token : default;

    /// <summary>Takes the rightmost word, or gives an empty span.</summary>
    public ReadOnlySpan<char> Last() => TryLast(out var token) ? token : default;
}

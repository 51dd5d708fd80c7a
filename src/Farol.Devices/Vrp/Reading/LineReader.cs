namespace Farol.Devices.Vrp.Reading;

/// <summary>
/// Walks a text line by line without allocating. Lines end with LF, CR LF, CR CR LF (Telnet echo) or a lone CR.
/// A copy of the struct is a bookmark: read on with the copy and the original stays where it was.
/// </summary>
internal ref struct LineReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>1-based number of <see cref="Line"/>; 0 before the first line.</summary>
    public int Number { get; private set; }

    /// <summary>The current line without its end and without blanks at its end.</summary>
    public ReadOnlySpan<char> Line { get; private set; }

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        Number++;
        var end = _rest.IndexOfAny('\n', '\r');
        if (end < 0)
        {
            Line = _rest.TrimEndBlanks();
            _rest = default;
            return true;
        }

        Line = _rest[..end].TrimEndBlanks();
        _rest = _rest[LengthWithBreak(_rest, end)..];
        return true;
    }

    private static int LengthWithBreak(ReadOnlySpan<char> text, int end)
    {
        var next = end;
        while (next < text.Length && text[next] == '\r')
        {
            next++;
        }

        return next < text.Length && text[next] == '\n' ? next + 1 : next;
    }
}

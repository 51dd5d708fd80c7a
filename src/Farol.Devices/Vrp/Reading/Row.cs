namespace Farol.Devices.Vrp.Reading;

/// <summary>
/// The words of one table row, found by column number. One column, the wide one, may hold blanks: it takes what the others leave.
/// </summary>
internal readonly ref struct Row
{
    /// <summary>More words than this are no table row.</summary>
    public const int MaxWords = 64;

    private readonly ReadOnlySpan<char> _line;
    private readonly ReadOnlySpan<Range> _words;
    private readonly int _wide;
    private readonly int _extra;

    /// <param name="line">The line.</param>
    /// <param name="buffer">Room for <see cref="MaxWords"/> ranges.</param>
    /// <param name="columns">How many columns the table has.</param>
    /// <param name="wide">Which column takes more than one word, or -1.</param>
    public Row(ReadOnlySpan<char> line, Span<Range> buffer, int columns, int wide = -1)
    {
        _line = line;
        var count = Split(line, buffer);
        Count = count;
        _words = buffer[..Math.Min(count, buffer.Length)];
        _wide = wide;
        _extra = wide >= 0 && count > columns && count <= buffer.Length ? count - columns : 0;
    }

    /// <summary>How many words the row has.</summary>
    public int Count { get; }

    /// <summary>The text of a column; empty when the row is too short or the column is -1.</summary>
    public ReadOnlySpan<char> this[int column]
    {
        get
        {
            if (column < 0)
            {
                return default;
            }

            var first = column > _wide && _wide >= 0 ? column + _extra : column;
            var last = column == _wide ? column + _extra : first;
            return last < _words.Length ? _line[_words[first].Start.._words[last].End] : default;
        }
    }

    private static int Split(ReadOnlySpan<char> line, Span<Range> words)
    {
        var count = 0;
        var i = 0;
        while (true)
        {
            while (i < line.Length && line[i] is ' ' or '\t')
            {
                i++;
            }

            if (i == line.Length)
            {
                return count;
            }

            var start = i;
            while (i < line.Length && line[i] is not (' ' or '\t'))
            {
                i++;
            }

            if (count < words.Length)
            {
                words[count] = start..i;
            }

            count++;
        }
    }
}

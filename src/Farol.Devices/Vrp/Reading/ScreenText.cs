namespace Farol.Devices.Vrp.Reading;

/// <summary>
/// What a terminal would show of a saved session: the pager's "---- More ----" is overwritten by what came after it, whether the terminal was
/// told so by escape sequences or by backspaces. The terminal layer has done so already; outputs that people send by file have not been through it.
/// </summary>
internal static class ScreenText
{
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';

    /// <summary>The same text, without a copy, when there is nothing to take out.</summary>
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> text)
    {
        if (text.StartsWith('\uFEFF'))
        {
            text = text[1..];
        }

        var hasPager = text.Contains(PagerMark.Text, StringComparison.Ordinal);
        return !hasPager && text.IndexOfAny(Escape, '\b', '\0') < 0 ? text : new Screen(text.Length, hasPager).Show(text);
    }

    /// <summary>A screen without an edge: a cursor that goes back on its line, and characters that overwrite.</summary>
    private ref struct Screen(int length, bool hasPager)
    {
        private readonly char[] _shown = new char[length];
        private int _lineStart;
        private int _lineEnd;
        private int _cursor;

        public ReadOnlySpan<char> Show(ReadOnlySpan<char> text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                switch (text[i])
                {
                    case Escape:
                        i = Obey(text, i);
                        break;
                    case '\b':
                        Back(1);
                        break;
                    case '\0':
                        break;
                    case '\n' or '\r':
                        Break(text[i]);
                        break;
                    default:
                        Put(text[i]);
                        break;
                }
            }

            DropPager();
            return _shown.AsSpan(0, _lineEnd);
        }

        private void Put(char c)
        {
            _shown[_cursor++] = c;
            _lineEnd = Math.Max(_lineEnd, _cursor);
        }

        private void Back(int columns) => _cursor = Math.Max(_lineStart, _cursor - columns);

        private void Break(char end)
        {
            DropPager();
            _shown[_lineEnd++] = end;
            _lineStart = _cursor = _lineEnd;
        }

        private void DropPager()
        {
            if (!hasPager)
            {
                return;
            }

            var line = _shown.AsSpan(_lineStart.._lineEnd);
            var rest = PagerMark.LengthAtStart(line);
            line[rest..].CopyTo(line);
            _lineEnd -= rest;
        }

        /// <summary>Moves the cursor, or erases, as the sequence that starts at <paramref name="start"/> says; the index of its last character.</summary>
        private int Obey(ReadOnlySpan<char> text, int start)
        {
            var i = start + 1;
            if (i < text.Length && text[i] == ']')
            {
                var end = text[i..].IndexOfAny(Bell, '\n');
                return end < 0 ? text.Length - 1 : text[i + end] == '\n' ? i + end - 1 : i + end;
            }

            if (i >= text.Length || text[i] != '[')
            {
                return start;
            }

            var parameters = ++i;
            while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is ';' or '?'))
            {
                i++;
            }

            var amount = Number.Small(text[parameters..i]) ?? (i == parameters ? 1 : 0);
            switch (i < text.Length ? text[i] : '\0')
            {
                case 'D':
                    Back(amount);
                    break;
                case 'C':
                    _cursor = Math.Min(_lineEnd, _cursor + Math.Min(amount, _lineEnd - _lineStart));
                    break;
                case 'K':
                    _cursor = i > parameters && amount > 0 ? _lineStart : _cursor;
                    _lineEnd = _cursor;
                    break;
            }

            return Math.Min(i, text.Length - 1);
        }
    }
}

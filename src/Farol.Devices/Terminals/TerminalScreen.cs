using System.Buffers;

namespace Farol.Devices.Terminals;

/// <summary>
/// Turns what a terminal is sent into lines of text, as a screen would: carriage return, backspace and "cursor left" move within the
/// line, later characters overwrite earlier ones, other control sequences vanish.
/// </summary>
/// <remarks>
/// This is how every way of erasing the pager's mark (<c>ESC[42D</c> and blanks, <c>ESC[16D</c>, <c>ESC[1D</c>, backspaces, carriage
/// return) is dealt with at once. Linear in the number of bytes; the buffer is rented.
/// </remarks>
internal sealed class TerminalScreen : IDisposable
{
    /// <summary>Blanks looked through when the cursor moves left: more than any pager's mark has, and a bound for hostile bytes.</summary>
    private const int MaxEraseWidth = 256;

    /// <summary>Longest line kept while discarding.</summary>
    private const int MaxDiscardedLine = 64 * 1024;

    private const int MaxAnswerEcho = 12;
    private const int InitialSize = 16 * 1024;

    /// <summary>Kept from command to command; what a long listing needed is given back.</summary>
    private const int MaxKeptSize = 256 * 1024;

    private const byte Backspace = 0x08, LineFeed = 0x0A, CarriageReturn = 0x0D, Escape = 0x1B;

    private static readonly SearchValues<byte> _controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(b => b != '\t').Select(b => (byte)b), 0x7F]);

    private static readonly SearchValues<byte> _answerEnd = SearchValues.Create("YNyn/[]():? "u8);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _length;
    private int _lineStart;
    private int _cursor;
    private bool _returned;
    private byte _answerEcho;
    private ControlSequence _sequence;

    /// <summary>The line that is not ended yet.</summary>
    public ReadOnlySpan<byte> CurrentLine => _bytes.AsSpan(_lineStart, _length - _lineStart);

    /// <summary>All ended lines, each with its LF.</summary>
    public ReadOnlySpan<byte> Lines => _bytes.AsSpan(0, _lineStart);

    /// <summary>Lines ended since the last <see cref="Reset"/>.</summary>
    public int LineCount { get; private set; }

    /// <summary>Keep nothing but the current line: while a stopped output runs out.</summary>
    public bool IsDiscarding { get; set; }

    public void Reset()
    {
        _length = _lineStart = _cursor = LineCount = 0;
        _returned = false;
        _answerEcho = 0;
        _sequence = default;
        IsDiscarding = false;
        if (_bytes.Length > MaxKeptSize)
        {
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
            _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
        }
    }

    /// <summary>Takes the current line away: a pager's mark or a question that was answered.</summary>
    /// <param name="answer">The letter of the answer, whose echo is dropped too; 0 where nothing is echoed.</param>
    public void ClearLine(byte answer = 0)
    {
        _length = _cursor = _lineStart;
        _returned = false;
        _answerEcho = answer;
    }

    public void Feed(ReadOnlySpan<byte> chunk)
    {
        while (!chunk.IsEmpty)
        {
            if (_sequence.IsOpen)
            {
                if (_sequence.Feed(chunk[0]))
                {
                    chunk = chunk[1..];
                    Apply();
                }

                continue;
            }

            var control = chunk.IndexOfAny(_controls);
            Write(control < 0 ? chunk : chunk[..control]);
            if (control < 0)
            {
                return;
            }

            Control(chunk[control]);
            chunk = chunk[(control + 1)..];
        }
    }

    public void Dispose()
    {
        var bytes = Interlocked.Exchange(ref _bytes, []);
        if (bytes.Length > 0)
        {
            _length = _lineStart = _cursor = 0;
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private void Control(byte control)
    {
        switch (control)
        {
            case LineFeed:
                EndLine();
                break;
            case CarriageReturn:
                _cursor = _lineStart;
                _returned = true;
                break;
            case Backspace:
                MoveLeft(1);
                break;
            case Escape:
                _sequence = ControlSequence.Start();
                break;
        }
    }

    private void Apply()
    {
        switch (_sequence.Final)
        {
            case (byte)'D':
                MoveLeft(Math.Max(1, _sequence.Parameter));
                break;
            case (byte)'C':
                _cursor = Math.Min(_length, _cursor + Math.Max(1, _sequence.Parameter));
                break;
            case (byte)'K' when _sequence.Parameter == 0:
                _length = _cursor;
                break;
            case (byte)'K' when _sequence.Parameter == 2:
                ClearLine();
                break;
        }
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_returned)
        {
            _returned = false;
            EraseBlanksFromCursor();
        }

        if (IsDiscarding && _length - _lineStart > MaxDiscardedLine)
        {
            ClearLine();
        }

        Reserve(_cursor + text.Length + 1);
        text.CopyTo(_bytes.AsSpan(_cursor));
        _cursor += text.Length;
        _length = Math.Max(_length, _cursor);
    }

    private void EndLine()
    {
        _returned = false;
        if (_answerEcho != 0 && IsAnswerEcho())
        {
            ClearLine();
            return;
        }

        _answerEcho = 0;
        LineCount++;
        if (IsDiscarding)
        {
            _length = _lineStart = _cursor = 0;
            return;
        }

        Reserve(_length + 1);
        _bytes[_length++] = LineFeed;
        _lineStart = _cursor = _length;
    }

    /// <summary>The letter, perhaps behind the end of a question that was answered before its last characters came ("[Y]:y").</summary>
    private bool IsAnswerEcho()
    {
        var line = CurrentLine.Trim((byte)' ');
        return line.IsEmpty
            || (line.Length <= MaxAnswerEcho && (line[^1] | 0x20) == (_answerEcho | 0x20) && !line.ContainsAnyExcept(_answerEnd));
    }

    private void MoveLeft(int by)
    {
        _cursor = Math.Max(_lineStart, _cursor - by);
        EraseBlanksFromCursor();
    }

    /// <summary>What a router erases it overwrites with blanks; going left over nothing but blanks takes them away.</summary>
    private void EraseBlanksFromCursor()
    {
        if (_length - _cursor <= MaxEraseWidth && !_bytes.AsSpan(_cursor, _length - _cursor).ContainsAnyExcept((byte)' '))
        {
            _length = _cursor;
        }
    }

    private void Reserve(int size)
    {
        if (size <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, _bytes.Length * 2));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = larger;
    }
}

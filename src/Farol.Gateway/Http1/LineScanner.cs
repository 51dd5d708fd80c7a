namespace Farol.Gateway.Http1;

/// <summary>Finds line ends (CRLF, nothing else) in bytes that come in parts, and looks at each byte once. What it answers depends on the
/// bytes alone, not on how they were split.</summary>
internal struct LineScanner
{
    private int _scanned;

    public int LineStart { get; private set; }

    /// <summary>Where the current line's CRLF is; -1: not here yet, or <paramref name="violation"/> says why never.</summary>
    /// <param name="buffer">All lines from the first.</param>
    /// <param name="most">Bytes of the buffer within which the line must end.</param>
    public int Find(ReadOnlySpan<byte> buffer, int most, Violation tooLong, out Violation violation)
    {
        violation = Violation.None;
        var window = buffer.Length > most ? buffer[..most] : buffer;
        var found = window[_scanned..].IndexOfAny(Bytes.EndsLine);
        var at = found < 0 ? window.Length : _scanned + found;
        if (at < window.Length && window[at] != Bytes.CR)
        {
            violation = window[at] switch
            {
                Bytes.LF => Violation.BareLineFeed,
                0 => Violation.NulByte,
                _ => Violation.ControlCharacter,
            };
            return -1;
        }

        if (at + 1 < window.Length)
        {
            violation = window[at + 1] == Bytes.LF ? Violation.None : Violation.BareCarriageReturn;
            return violation == Violation.None ? at : -1;
        }

        _scanned = at;
        violation = window.Length == most ? tooLong : Violation.None;
        return -1;
    }

    /// <param name="end">What <see cref="Find"/> has answered.</param>
    public void MoveOn(int end)
    {
        LineStart = end + 2;
        _scanned = LineStart;
    }
}

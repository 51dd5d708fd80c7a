namespace Farol.Devices.Vrp.Reading;

/// <summary>
/// Reads the lines of one command's output that carry something: blank lines, rules, pager remains, the echoed command, time stamps,
/// "Info:" and "Warning:" lines and the router's page questions are passed over. An error of the router ends the reading.
/// A copy of the struct is a bookmark.
/// </summary>
internal ref struct OutputReader
{
    private LineReader _lines;
    private bool _begun;
    private bool _ended;
    private readonly bool _keepTimes;
    private ReadOnlySpan<char> _firstLine;
    private int _firstLineNumber;
    private ReadOnlySpan<char> _lastLine;
    private int _lastLineNumber;

    /// <param name="command">For the error texts: "display version".</param>
    /// <param name="text">What the router sent, whole.</param>
    /// <param name="keepTimes">True where a bare date line is content, as in "display clock".</param>
    public OutputReader(string command, ReadOnlySpan<char> text, bool keepTimes = false)
    {
        Command = command;
        _lines = new LineReader(ScreenText.Clean(text));
        _keepTimes = keepTimes;
    }

    public string Command { get; }

    /// <summary>1-based; 0 before the first line.</summary>
    public readonly int LineNumber => _lines.Number;

    /// <summary>The current line, without blanks at its end.</summary>
    public readonly ReadOnlySpan<char> Line => _lines.Line;

    /// <summary>The current line without blanks around it.</summary>
    public readonly ReadOnlySpan<char> Content => _lines.Line.TrimStartBlanks();

    /// <summary>How many blanks start the current line.</summary>
    public readonly int Indent => _lines.Line.Length - Content.Length;

    /// <summary>The last "Info:" line passed over, empty if there was none: some commands say so that there is nothing.</summary>
    public ReadOnlySpan<char> Notice { get; private set; }

    /// <summary>Goes to the next line that carries something.</summary>
    /// <exception cref="VrpParseException">The router answered with an error.</exception>
    public bool Next()
    {
        while (!_ended && _lines.MoveNext())
        {
            switch (OutputNoise.KindOf(_lines.Line, _begun, _keepTimes))
            {
                case LineKind.Noise:
                    continue;
                case LineKind.Notice:
                    Notice = Content;
                    continue;
                case LineKind.End:
                    _ended = true;
                    return false;
                case LineKind.Error:
                    throw Unexpected("its output, but the router refused the command");
                default:
                    if (!_begun)
                    {
                        _begun = true;
                        _firstLine = _lines.Line;
                        _firstLineNumber = _lines.Number;
                    }

                    _lastLine = _lines.Line;
                    _lastLineNumber = _lines.Number;
                    return true;
            }
        }

        _ended = true;
        return false;
    }

    /// <summary>The exception for a text that was read to its end without a sign of the command: points at its first content.</summary>
    public readonly VrpParseException NotFound(string expected) =>
        _begun ? new(Command, _firstLineNumber, _firstLine.ToString(), expected) : Unexpected(expected);

    /// <summary>The exception for the current line (after the end: the last line that carries something).</summary>
    public readonly VrpParseException Unexpected(string expected) =>
        _ended && _begun ? new(Command, _lastLineNumber, _lastLine.ToString(), expected) : new(Command, LineNumber, Line.ToString(), expected);
}

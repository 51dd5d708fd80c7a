namespace Farol.Devices.Vrp;

/// <summary>The text is not the output of the command it was taken for. The only exception a parser throws.</summary>
public sealed class VrpParseException : FormatException
{
    /// <param name="command">The command whose output was expected, such as "display version".</param>
    /// <param name="lineNumber">1-based line where reading stopped; 0 for an empty text.</param>
    /// <param name="line">That line, cut to 200 characters.</param>
    /// <param name="expected">What stands there in a real output.</param>
    public VrpParseException(string command, int lineNumber, string line, string expected)
        : base($"Not an output of \"{command}\": line {lineNumber}: expected {expected}, found \"{Cut(line)}\"")
    {
        Command = command;
        LineNumber = lineNumber;
        Line = Cut(line);
        Expected = expected;
    }

    public string Command { get; }

    public int LineNumber { get; }

    public string Line { get; }

    public string Expected { get; }

    private static string Cut(string line) => line.Length <= 200 ? line : line[..200];
}

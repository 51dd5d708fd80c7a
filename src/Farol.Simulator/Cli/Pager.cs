using Farol.Simulator.Terminals;

namespace Farol.Simulator.Cli;

/// <summary>Stops an output after each screen with <c>---- More ----</c>: space goes on, Enter shows one line, all else ends it.</summary>
internal sealed class Pager(TerminalIo io, int screenLines, Func<byte?> wait)
{
    /// <summary>Back to the line's begin, blanks over it, and back again: 42 as on a live V800.</summary>
    private static readonly string _erase = $"\e[42D{new string(' ', 42)}\e[42D";

    private int _shown;

    /// <summary>Asks before a line if the screen is full.</summary>
    /// <returns>False when the reader has seen enough.</returns>
    public bool Allow()
    {
        if (screenLines == 0 || _shown < screenLines)
        {
            _shown++;
            return true;
        }

        io.Write(CliMessages.More);
        var key = wait();
        io.Write(_erase);
        switch (key)
        {
            case (byte)' ':
                _shown = 1;
                return true;
            case TerminalIo.CarriageReturn or TerminalIo.LineFeed:
                return true;
            default:
                return false;
        }
    }

    /// <summary>A question was answered: the reader has seen what stood before.</summary>
    public void Restart() => _shown = 0;
}

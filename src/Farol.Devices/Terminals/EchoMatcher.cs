using System.Text;

namespace Farol.Devices.Terminals;

/// <summary>
/// Finds the end of a command's echo, so that what came before it (late bytes of the last command, messages, a redrawn prompt) is
/// never taken for its output.
/// </summary>
/// <remarks>
/// The echo stands at the start of a line or behind the prompt. Routers wrap and redraw it: blanks, line ends, backspaces and control
/// sequences between its characters are passed over.
/// </remarks>
internal sealed class EchoMatcher
{
    private byte[] _command = [];
    private byte[] _prompt = [];
    private int _commandAt;
    private int _promptAt;
    private bool _atLineStart;
    private bool _failed;
    private ControlSequence _sequence;

    /// <summary>True once the whole echo and the end of its line were seen.</summary>
    public bool IsDone { get; private set; }

    public void Begin(string command, string prompt)
    {
        _command = Encoding.UTF8.GetBytes(command.Replace(" ", "", StringComparison.Ordinal));
        _prompt = Encoding.UTF8.GetBytes(prompt.Replace(" ", "", StringComparison.Ordinal));
        _commandAt = _promptAt = 0;
        _atLineStart = true;
        _failed = IsDone = false;
        _sequence = default;
    }

    /// <returns>How many bytes belong to the echo and what precedes it: all of them until <see cref="IsDone"/>.</returns>
    public int Feed(ReadOnlySpan<byte> chunk)
    {
        for (var i = 0; i < chunk.Length; i++)
        {
            if (_sequence.IsOpen && _sequence.Feed(chunk[i]))
            {
                continue;
            }

            if (Feed(chunk[i]))
            {
                IsDone = true;
                return i + 1;
            }
        }

        return chunk.Length;
    }

    private bool Feed(byte b)
    {
        switch (b)
        {
            case 0x1B:
                _sequence = ControlSequence.Start();
                return false;
            case (byte)'\n' when _commandAt == _command.Length && !_failed:
                return true;
            case (byte)'\n' or (byte)'\r':
                _atLineStart = true;
                return false;
            case <= 0x20 or 0x7F:
                return false;
            default:
                Match(b);
                return false;
        }
    }

    private void Match(byte b)
    {
        var fresh = _atLineStart;
        _atLineStart = false;
        if (!_failed && Continue(b))
        {
            return;
        }

        _commandAt = _promptAt = 0;
        _failed = !fresh || !Continue(b);
    }

    private bool Continue(byte b)
    {
        if (_commandAt < _command.Length && _command[_commandAt] == b && (_promptAt == 0 || _promptAt == _prompt.Length))
        {
            _commandAt++;
            return true;
        }

        if (_commandAt == 0 && _promptAt < _prompt.Length && _prompt[_promptAt] == b)
        {
            _promptAt++;
            return true;
        }

        return false;
    }
}

using System.Buffers;

namespace Farol.Devices.Telnet;

/// <summary>
/// Takes commands out of the bytes from a router and writes the answers to them. Keeps its place between reads: a command may come in
/// pieces.
/// </summary>
internal sealed class TelnetDecoder(int columns, int rows)
{
    /// <summary>What we are asked in a subnegotiation is two bytes; the rest of a longer one is passed over.</summary>
    private const int MaxSubnegotiationBytes = 64;

    /// <summary>RFC 1091: SEND asks for the terminal's type, IS answers.</summary>
    private const byte Send = 1;

    private const byte Is = 0;

    private readonly TelnetOptions _options = new();
    private readonly byte[] _subnegotiation = new byte[MaxSubnegotiationBytes];
    private int _subnegotiationLength;
    private byte _command;
    private State _state;
    private volatile bool _isBinaryHere;

    private enum State
    {
        Data,
        AfterReturn,
        Command,
        Option,
        Subnegotiation,
        SubnegotiationCommand,
    }

    /// <summary>Whether we send 8-bit data without NUL after CR. The writer asks, on a thread of its own.</summary>
    public bool IsBinaryHere => _isBinaryHere;

    /// <summary>Moves the data to the front of the same span and returns how much it is; answers go to <paramref name="answers"/>.</summary>
    public int Decode(Span<byte> bytes, IBufferWriter<byte> answers)
    {
        var length = 0;
        foreach (var value in bytes)
        {
            if (Take(value, answers))
            {
                bytes[length++] = value;
            }
        }

        return length;
    }

    /// <summary>True if the byte is data.</summary>
    private bool Take(byte value, IBufferWriter<byte> answers)
    {
        switch (_state)
        {
            case State.Command:
                return TakeCommand(value);
            case State.Option:
                _state = State.Data;
                Negotiate(_command, value, answers);
                return false;
            case State.Subnegotiation:
                TakeSubnegotiation(value);
                return false;
            case State.SubnegotiationCommand:
                TakeSubnegotiationCommand(value, answers);
                return false;
            case State.AfterReturn when value == 0:
                // A bare CR comes as CR NUL (RFC 854).
                _state = State.Data;
                return false;
            default:
                _state = value == TelnetCommand.Escape ? State.Command
                    : value == '\r' && !_options.IsBinaryThere ? State.AfterReturn
                    : State.Data;
                return value != TelnetCommand.Escape;
        }
    }

    private bool TakeCommand(byte value)
    {
        (_state, _command) = value switch
        {
            >= TelnetCommand.Will and <= TelnetCommand.Dont => (State.Option, value),
            TelnetCommand.Subnegotiation => (State.Subnegotiation, value),
            _ => (State.Data, value),
        };
        _subnegotiationLength = 0;
        return value == TelnetCommand.Escape;
    }

    private void TakeSubnegotiation(byte value)
    {
        if (value == TelnetCommand.Escape)
        {
            _state = State.SubnegotiationCommand;
        }
        else
        {
            Keep(value);
        }
    }

    private void TakeSubnegotiationCommand(byte value, IBufferWriter<byte> answers)
    {
        if (value == TelnetCommand.Escape)
        {
            Keep(value);
            _state = State.Subnegotiation;
            return;
        }

        // The end, or a command where none may be: either way the subnegotiation is over.
        _state = State.Data;
        if (value == TelnetCommand.EndOfSubnegotiation && _subnegotiation.AsSpan(0, _subnegotiationLength).SequenceEqual([TelnetOption.TerminalType, Send]))
        {
            answers.Write<byte>([TelnetCommand.Escape, TelnetCommand.Subnegotiation, TelnetOption.TerminalType, Is]);
            answers.Write("vt100"u8);
            answers.Write<byte>([TelnetCommand.Escape, TelnetCommand.EndOfSubnegotiation]);
        }
    }

    private void Keep(byte value)
    {
        if (_subnegotiationLength < MaxSubnegotiationBytes)
        {
            _subnegotiation[_subnegotiationLength++] = value;
        }
    }

    private void Negotiate(byte command, byte option, IBufferWriter<byte> answers)
    {
        if (_options.Answer(command, option) is not { } answer)
        {
            return;
        }

        _isBinaryHere = _options.IsBinaryHere;
        answers.Write<byte>([TelnetCommand.Escape, answer, option]);
        if (answer == TelnetCommand.Will && option == TelnetOption.WindowSize)
        {
            answers.Write<byte>([TelnetCommand.Escape, TelnetCommand.Subnegotiation, option]);
            WriteNumber(columns, answers);
            WriteNumber(rows, answers);
            answers.Write<byte>([TelnetCommand.Escape, TelnetCommand.EndOfSubnegotiation]);
        }
    }

    /// <summary>Two bytes, high first; 255 is doubled as anywhere else (RFC 1073).</summary>
    private static void WriteNumber(int number, IBufferWriter<byte> answers)
    {
        foreach (var part in (ReadOnlySpan<byte>)[(byte)(number >> 8), (byte)number])
        {
            answers.Write<byte>(part == TelnetCommand.Escape ? [part, part] : [part]);
        }
    }
}

namespace Farol.Devices.Terminals;

/// <summary>Reads one control sequence (ECMA-48) a byte at a time. What is broken off by a control character ends there.</summary>
internal struct ControlSequence
{
    /// <summary>Longest string (<c>ESC ]</c>: window titles) that is skipped; a broken one must not swallow the output.</summary>
    private const int MaxStringLength = 256;

    private const int MaxParameter = 9999;
    private const byte Bell = 0x07, Escape = 0x1B;

    private Part _part;
    private int _length;
    private bool _first;

    private enum Part : byte
    {
        None,
        Introducer,
        Parameters,
        Charset,
        String,
    }

    public readonly bool IsOpen => _part != Part.None;

    /// <summary>The letter that ended a <c>ESC [</c> sequence, or 0.</summary>
    public byte Final { get; private set; }

    /// <summary>Its first number, 0 if there is none.</summary>
    public int Parameter { get; private set; }

    public static ControlSequence Start() => new() { _part = Part.Introducer };

    /// <returns>True when the byte belongs to the sequence; false when it broke it off and is still to be read as text.</returns>
    public bool Feed(byte b)
    {
        if (_part == Part.String)
        {
            return FeedString(b);
        }

        if (b < 0x20)
        {
            _part = Part.None;
            return false;
        }

        switch (_part)
        {
            case Part.Introducer:
                _part = b switch
                {
                    (byte)'[' => Part.Parameters,
                    (byte)']' or (byte)'P' or (byte)'^' or (byte)'_' => Part.String,
                    (byte)'(' or (byte)')' or (byte)'#' => Part.Charset,
                    _ => Part.None,
                };
                _first = true;
                break;
            case Part.Parameters:
                FeedParameter(b);
                break;
            default:
                _part = Part.None;
                break;
        }

        return true;
    }

    private void FeedParameter(byte b)
    {
        if (b is >= (byte)'0' and <= (byte)'9')
        {
            Parameter = _first ? Math.Min(MaxParameter, (Parameter * 10) + b - '0') : Parameter;
        }
        else if (b is >= 0x40 and <= 0x7E)
        {
            Final = b;
            _part = Part.None;
        }
        else
        {
            _first = false;
        }
    }

    private bool FeedString(byte b)
    {
        if (b == '\n' || ++_length > MaxStringLength)
        {
            _part = Part.None;
            return false;
        }

        _part = b switch
        {
            Bell => Part.None,
            Escape => Part.Charset,
            _ => Part.String,
        };
        return true;
    }
}

namespace Farol.Simulator.Telnet;

/// <summary>Takes Telnet's commands out of what a client sends, across packet borders, and says what to answer (RFC 854).</summary>
internal sealed class TelnetDecoder
{
    public const byte Command = 255;

    private const byte Dont = 254;
    private const byte Do = 253;
    private const byte Wont = 252;
    private const byte Will = 251;
    private const byte SubnegotiationBegin = 250;
    private const byte SubnegotiationEnd = 240;
    private const byte InterruptProcess = 244;
    private const byte Echo = 1;
    private const byte SuppressGoAhead = 3;
    private const byte ControlC = 3;

    private enum Place
    {
        Data,
        AfterCommand,
        AfterVerb,
        Subnegotiation,
        SubnegotiationCommand,
    }

    private Place _place;
    private byte _verb;

    /// <summary>What the server says first: it echoes, and needs no go-ahead.</summary>
    public static ReadOnlySpan<byte> Opening => [Command, Will, Echo, Command, Will, SuppressGoAhead];

    /// <returns>How many bytes of data were written to <paramref name="data"/>, which must be as long as <paramref name="received"/>.</returns>
    public int Decode(ReadOnlySpan<byte> received, Span<byte> data, out List<byte> answer)
    {
        answer = [];
        var count = 0;
        foreach (var value in received)
        {
            if (Step(value, answer) is { } typed)
            {
                data[count++] = typed;
            }
        }

        return count;
    }

    private byte? Step(byte value, List<byte> answer)
    {
        switch (_place)
        {
            case Place.Data when value != Command:
                return value;
            case Place.Data:
                _place = Place.AfterCommand;
                return null;
            case Place.AfterCommand:
                return AfterCommand(value);
            case Place.AfterVerb:
                _place = Place.Data;
                Answer(_verb, value, answer);
                return null;
            case Place.Subnegotiation:
                _place = value == Command ? Place.SubnegotiationCommand : Place.Subnegotiation;
                return null;
            default:
                _place = value == SubnegotiationEnd ? Place.Data : Place.Subnegotiation;
                return null;
        }
    }

    private byte? AfterCommand(byte value)
    {
        _verb = value;
        _place = value switch
        {
            Do or Dont or Will or Wont => Place.AfterVerb,
            SubnegotiationBegin => Place.Subnegotiation,
            _ => Place.Data,
        };
        return value switch
        {
            Command => Command,
            InterruptProcess => ControlC,
            _ => null,
        };
    }

    /// <summary>DO for what was offered needs no answer; everything else is refused.</summary>
    private static void Answer(byte verb, byte option, List<byte> answer)
    {
        if (verb == Do && option is not (Echo or SuppressGoAhead))
        {
            answer.AddRange([Command, Wont, option]);
        }
        else if (verb == Will && option == SuppressGoAhead)
        {
            answer.AddRange([Command, Do, option]);
        }
        else if (verb == Will)
        {
            answer.AddRange([Command, Dont, option]);
        }
    }
}

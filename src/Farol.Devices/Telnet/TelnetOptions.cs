namespace Farol.Devices.Telnet;

/// <summary>
/// Which options are on, and what to answer to an offer or a demand: the rules of RFC 1143, which never answer a confirmation and so
/// cannot loop. Nothing is asked for by us, so the waiting states of that RFC do not occur.
/// </summary>
internal sealed class TelnetOptions
{
    private readonly HashSet<byte> _onHere = [];
    private readonly HashSet<byte> _onThere = [];

    /// <summary>Whether we send 8-bit data without NUL after CR (RFC 856).</summary>
    public bool IsBinaryHere => _onHere.Contains(TelnetOption.Binary);

    /// <summary>Whether the router sends 8-bit data without NUL after CR.</summary>
    public bool IsBinaryThere => _onThere.Contains(TelnetOption.Binary);

    /// <summary>The answer to WILL, WONT, DO or DONT, or null when nothing is to be said.</summary>
    public byte? Answer(byte command, byte option) => command switch
    {
        TelnetCommand.Will when !IsWantedThere(option) => TelnetCommand.Dont,
        TelnetCommand.Will => _onThere.Add(option) ? TelnetCommand.Do : null,
        TelnetCommand.Wont => _onThere.Remove(option) ? TelnetCommand.Dont : null,
        TelnetCommand.Do when !IsWantedHere(option) => TelnetCommand.Wont,
        TelnetCommand.Do => _onHere.Add(option) ? TelnetCommand.Will : null,
        TelnetCommand.Dont => _onHere.Remove(option) ? TelnetCommand.Wont : null,
        _ => null,
    };

    private static bool IsWantedThere(byte option) => option is TelnetOption.Echo or TelnetOption.SuppressGoAhead or TelnetOption.Binary;

    private static bool IsWantedHere(byte option) =>
        option is TelnetOption.TerminalType or TelnetOption.WindowSize or TelnetOption.SuppressGoAhead or TelnetOption.Binary;
}

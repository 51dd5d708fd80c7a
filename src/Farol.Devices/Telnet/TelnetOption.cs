namespace Farol.Devices.Telnet;

/// <summary>The options that are agreed to (RFC 856, 857, 858, 1091, 1073); every other one is refused.</summary>
internal static class TelnetOption
{
    public const byte Binary = 0;
    public const byte Echo = 1;
    public const byte SuppressGoAhead = 3;
    public const byte TerminalType = 24;
    public const byte WindowSize = 31;
}

namespace Farol.Devices.Telnet;

/// <summary>The command codes of RFC 854 that are used.</summary>
internal static class TelnetCommand
{
    public const byte EndOfSubnegotiation = 240;
    public const byte Subnegotiation = 250;
    public const byte Will = 251;
    public const byte Wont = 252;
    public const byte Do = 253;
    public const byte Dont = 254;
    public const byte Escape = 255;
}

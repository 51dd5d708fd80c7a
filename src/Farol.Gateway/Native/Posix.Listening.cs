namespace Farol.Gateway.Native;

/// <content>A listening socket that is about to be closed.</content>
internal static partial class Posix
{
    private const ushort LoadByte = 0x30;
    private const ushort LeapIfAnyBit = 0x45;
    private const ushort Return = 0x06;
    private const uint FlagsOffset = 13;
    private const uint SynFlag = 0x02;
    private const uint Whole = uint.MaxValue;

    /// <summary>The packet begins with its TCP header (RFC 9293, 3.1): what opens a connection is dropped, all else passes.</summary>
    private static readonly FilterStep[] _noNewConnections =
    [
        new(LoadByte, 0, 0, FlagsOffset),
        new(LeapIfAnyBit, 0, 1, SynFlag),
        new(Return, 0, 0, 0),
        new(Return, 0, 0, Whole),
    ];

    /// <summary>
    /// Nobody begins to connect any more, for every descriptor of the socket: the kernel drops the request, which the client repeats a second later.
    /// Who has begun is let in and can be accepted.
    /// </summary>
    /// <returns>0, or -1 with <see cref="LastError"/>: everybody is let in as before.</returns>
    public static unsafe int HoldOff(int listener)
    {
        fixed (FilterStep* steps = _noNewConnections)
        {
            var program = new FilterProgram { Length = (ushort)_noNewConnections.Length, Steps = steps };
            return SetSocketOption(listener, SocketOption.Socket, SocketOption.AttachFilter, &program, (uint)sizeof(FilterProgram));
        }
    }

    /// <summary>Takes <see cref="HoldOff"/> back; does nothing where it was not called.</summary>
    public static void LetIn(int listener) => _ = SetOption(listener, SocketOption.Socket, SocketOption.DetachFilter, 0);
}

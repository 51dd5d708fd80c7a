namespace Farol.Gateway.Native;

/// <summary>Levels and options of setsockopt(2) on Linux (asm-generic/socket.h, netinet/tcp.h).</summary>
internal static class SocketOption
{
    public const int Socket = 1;
    public const int ReuseAddress = 2;
    public const int Error = 4;
    public const int AttachFilter = 26;
    public const int DetachFilter = 27;

    public const int Tcp = 6;
    public const int NoDelay = 1;
}

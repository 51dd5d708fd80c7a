using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary><c>struct epoll_event</c> (epoll_ctl(2)): packed to 12 bytes on x86-64.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct EpollEvent
{
    public uint Events;
    public ulong Data;
}

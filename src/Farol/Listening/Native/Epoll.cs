using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Farol.Listening.Native;

/// <summary>Tells which of many sockets became ready (epoll(7), edge-triggered). A socket is known by a number of its owner's choice, never 0.</summary>
internal sealed partial class Epoll : IDisposable
{
    private const string C = "libc";
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Add = 1;
    private const int Delete = 2;
    private const int Modify = 3;
    private const int InterruptedCall = 4;
    private const uint Readable = 0x1;
    private const uint Writable = 0x4;
    private const uint Lost = 0x8 | 0x10;
    private const uint PeerHangUp = 0x2000;
    private const uint EdgeTriggered = 1u << 31;
    private const int AtOnce = 256;

    private readonly int _descriptor = Checked(Create(CloseOnExec));
    private readonly int _wake = Checked(EventDescriptor(0, CloseOnExec | NonBlocking));
    private readonly Event[] _events = new Event[AtOnce];

    /// <exception cref="Win32Exception">This process may have no more descriptors.</exception>
    public unsafe Epoll()
    {
        var wanted = new Event { Events = Readable };
        _ = Checked(Control(_descriptor, Add, _wake, &wanted));
    }

    /// <summary>Watches a socket until it is closed.</summary>
    /// <exception cref="Win32Exception">The kernel refuses: /proc/sys/fs/epoll/max_user_watches is reached.</exception>
    public void Watch(SafeHandle socket, ulong number) => Set(Add, socket, number);

    /// <summary>Ends watching a socket that stays open.</summary>
    public void Forget(SafeHandle socket) => Set(Delete, socket, 0);

    /// <summary>Has a socket that is watched told of again, if it is ready.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public void TellAgain(SafeHandle socket, ulong number) => Set(Modify, socket, number);

    /// <summary>Waits for as long as it takes and tells of each socket what it became ready for.</summary>
    /// <returns>False after <see cref="Wake"/>.</returns>
    public unsafe bool Wait(Action<ulong, Readiness> tell)
    {
        int count;
        fixed (Event* first = _events)
        {
            count = Wait(_descriptor, first, AtOnce, -1);
        }

        if (count < 0 && Marshal.GetLastPInvokeError() != InterruptedCall)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        for (var i = 0; i < count; i++)
        {
            var (events, number) = (_events[i].Events, _events[i].Number);
            if (number == 0)
            {
                return false;
            }

            tell(number, new Readiness((events & (Readable | PeerHangUp | Lost)) != 0, (events & (Writable | Lost)) != 0, (events & (PeerHangUp | Lost)) != 0));
        }

        return true;
    }

    /// <summary>Ends <see cref="Wait(Action{ulong, Readiness})"/>, now and for ever.</summary>
    public unsafe void Wake()
    {
        ulong one = 1;
        _ = Write(_wake, &one, sizeof(ulong));
    }

    public void Dispose()
    {
        _ = Close(_descriptor);
        _ = Close(_wake);
    }

    private unsafe void Set(int operation, SafeHandle socket, ulong number)
    {
        var held = false;
        try
        {
            socket.DangerousAddRef(ref held);
            var wanted = new Event { Events = Readable | Writable | PeerHangUp | EdgeTriggered, Number = number };
            _ = Checked(Control(_descriptor, operation, (int)socket.DangerousGetHandle(), &wanted));
        }
        finally
        {
            if (held)
            {
                socket.DangerousRelease();
            }
        }
    }

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport(C, EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport(C, EntryPoint = "epoll_ctl", SetLastError = true)]
    private static unsafe partial int Control(int epoll, int operation, int descriptor, Event* wanted);

    [LibraryImport(C, EntryPoint = "epoll_wait", SetLastError = true)]
    private static unsafe partial int Wait(int epoll, Event* events, int count, int milliseconds);

    [LibraryImport(C, EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport(C, EntryPoint = "write")]
    private static unsafe partial nint Write(int descriptor, void* value, nuint length);

    [LibraryImport(C, EntryPoint = "close")]
    private static partial int Close(int descriptor);

    /// <summary><c>struct epoll_event</c> (epoll_ctl(2)): packed to 12 bytes on x86-64.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Event
    {
        public uint Events;
        public ulong Number;
    }
}

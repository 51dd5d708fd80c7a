using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>
/// The system calls of the event loops (Linux man pages, section 2). Calls on non-blocking sockets keep the collector's transition away:
/// they return at once, whatever the peer does.
/// </summary>
internal static partial class Posix
{
    private const string C = "libc";
    private const int NoSignal = 0x4000;
    private const int Peek = 0x02;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int ControlAdd = 1;
    private const int ControlDelete = 2;
    private const nuint OutputQueue = 0x5411;
    private const int OpenFiles = 7;
    private const int ShutdownWriting = 1;
    private const int ShutdownBoth = 2;

    /// <summary>The error number of the call that just returned -1.</summary>
    public static int LastError => Marshal.GetLastSystemError();

    public static string ErrorText(int error) => Marshal.GetPInvokeErrorMessage(error);

    /// <exception cref="SocketCallException">The kernel has no descriptors left.</exception>
    public static int CreateEpoll() => Checked(EpollCreate(CloseOnExec), "epoll_create1");

    /// <exception cref="SocketCallException">The kernel has no descriptors left.</exception>
    public static int CreateEvent() => Checked(EventDescriptor(0, CloseOnExec | NonBlocking), "eventfd");

    /// <returns>-1 when there are no descriptors left.</returns>
    public static int TryCreateEvent() => EventDescriptor(0, CloseOnExec | NonBlocking);

    /// <summary>How many descriptors this process may have (RLIMIT_NOFILE, the soft limit).</summary>
    public static unsafe long DescriptorLimit
    {
        get
        {
            var limits = stackalloc ulong[2];
            return GetLimit(OpenFiles, limits) == 0 ? (long)Math.Min(limits[0], int.MaxValue) : 1024;
        }
    }

    /// <summary>Waits for events; returns how many came, 0 after <paramref name="milliseconds"/> or when a signal came first.</summary>
    public static unsafe int Wait(int epoll, Span<EpollEvent> events, int milliseconds)
    {
        fixed (EpollEvent* first = events)
        {
            var count = milliseconds == 0 ? EpollPoll(epoll, first, events.Length, 0) : EpollWait(epoll, first, events.Length, milliseconds);
            return count >= 0 ? count : LastError == Errno.InterruptedCall ? 0 : throw Failure("epoll_wait");
        }
    }

    /// <returns>0, or -1 with <see cref="LastError"/>.</returns>
    public static unsafe int Watch(int epoll, int descriptor, ReadyEvents events, ulong data)
    {
        var wanted = new EpollEvent { Events = (uint)events, Data = data };
        return EpollControl(epoll, ControlAdd, descriptor, &wanted);
    }

    /// <summary>Ends watching a descriptor that stays open.</summary>
    public static unsafe void Unwatch(int epoll, int descriptor)
    {
        var ignored = default(EpollEvent);
        _ = EpollControl(epoll, ControlDelete, descriptor, &ignored);
    }

    /// <returns>Bytes read, 0 at the end, or -1 with <see cref="LastError"/>.</returns>
    public static unsafe int Receive(int socket, Span<byte> into)
    {
        fixed (byte* first = into)
        {
            return (int)Recv(socket, first, (nuint)into.Length, 0);
        }
    }

    /// <summary>Looks at one byte without taking it: 1 if there is one, 0 at the end, -1 with <see cref="LastError"/>.</summary>
    public static unsafe int PeekByte(int socket)
    {
        byte one;
        return (int)Recv(socket, &one, 1, Peek);
    }

    /// <summary>Looks at what has come without taking it: a count of bytes, 0 at the end, -1 with <see cref="LastError"/>.</summary>
    public static unsafe int PeekAt(int socket, Span<byte> into)
    {
        fixed (byte* first = into)
        {
            return (int)Recv(socket, first, (nuint)into.Length, Peek);
        }
    }

    /// <returns>Bytes taken by the kernel, or -1 with <see cref="LastError"/>. A lost peer is an error, never a signal.</returns>
    public static unsafe int Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            return (int)SendBytes(socket, first, (nuint)bytes.Length, NoSignal);
        }
    }

    /// <summary>Sends two pieces in one call.</summary>
    public static unsafe int Send(int socket, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        fixed (byte* one = first, two = second)
        {
            var slices = stackalloc IoSlice[2];
            slices[0] = new IoSlice { Start = one, Length = (nuint)first.Length };
            slices[1] = new IoSlice { Start = two, Length = (nuint)second.Length };
            var message = new MessageHeader { Slices = slices, SliceCount = 2 };
            return (int)SendMessage(socket, &message, NoSignal);
        }
    }

    /// <summary>Says that nothing more will be sent on a socket; reading goes on.</summary>
    public static void ShutdownWrite(int socket) => _ = Shutdown(socket, ShutdownWriting);

    /// <summary>Ends both directions of a socket, whoever still holds it.</summary>
    public static void Shutdown(int socket) => _ = Shutdown(socket, ShutdownBoth);

    /// <summary>A non-blocking stream socket, or -1 with <see cref="LastError"/>.</summary>
    public static int StreamSocket(int family) => Socket(family, 1 | NonBlocking | CloseOnExec, 0);

    /// <returns>The accepted socket, non-blocking, or -1 with <see cref="LastError"/>; <paramref name="address"/> holds the peer's.</returns>
    public static unsafe int Accept(int listener, out SocketAddress address)
    {
        address = default;
        var length = (uint)sizeof(SocketAddress);
        fixed (SocketAddress* peer = &address)
        {
            return Accept4(listener, peer, &length, NonBlocking | CloseOnExec);
        }
    }

    /// <returns>0, or -1 with <see cref="LastError"/> (<see cref="Errno.InProgress"/> while it connects).</returns>
    public static unsafe int Connect(int socket, in SocketAddress address)
    {
        fixed (SocketAddress* peer = &address)
        {
            return ConnectTo(socket, peer, address.Length);
        }
    }

    /// <exception cref="SocketCallException">The address is taken or not ours to bind; <see cref="SocketCallException.Error"/> says which.</exception>
    public static unsafe int Listen(in SocketAddress address, int backlog)
    {
        var socket = Checked(StreamSocket(address.Family), "socket");
        _ = SetOption(socket, SocketOption.Socket, SocketOption.ReuseAddress, 1);
        fixed (SocketAddress* local = &address)
        {
            if (Bind(socket, local, address.Length) < 0 || ListenOn(socket, backlog) < 0)
            {
                var error = LastError;
                _ = Close(socket);
                throw new SocketCallException("bind", error);
            }
        }

        return socket;
    }

    public static unsafe SocketAddress LocalAddress(int socket)
    {
        var address = default(SocketAddress);
        var length = (uint)sizeof(SocketAddress);
        _ = GetSocketName(socket, &address, &length);
        return address;
    }

    public static unsafe int SetOption(int socket, int level, int option, int value) => SetSocketOption(socket, level, option, &value, sizeof(int));

    /// <summary>Bytes that the kernel holds for the peer, sent and not acknowledged ones too (SIOCOUTQ, tcp(7)); 0 where it cannot tell.</summary>
    public static unsafe int Unsent(int socket)
    {
        var count = 0;
        return Control(socket, OutputQueue, &count) < 0 ? 0 : count;
    }

    /// <summary>The pending error of a socket (SO_ERROR); 0 when a connect succeeded.</summary>
    public static unsafe int SocketError(int socket)
    {
        int error = 0;
        uint length = sizeof(int);
        return GetSocketOption(socket, SocketOption.Socket, SocketOption.Error, &error, &length) < 0 ? LastError : error;
    }

    /// <summary>Adds to an event descriptor, which wakes the loop that waits for it.</summary>
    public static unsafe void Signal(int eventDescriptor)
    {
        ulong one = 1;
        _ = Write(eventDescriptor, &one, sizeof(ulong));
    }

    public static unsafe void ClearSignal(int eventDescriptor)
    {
        ulong value;
        _ = Read(eventDescriptor, &value, sizeof(ulong));
    }

    [LibraryImport(C, EntryPoint = "close"), SuppressGCTransition]
    public static partial int Close(int descriptor);

    [LibraryImport(C, EntryPoint = "shutdown"), SuppressGCTransition]
    private static partial int Shutdown(int socket, int how);

    private static int Checked(int result, string call) => result >= 0 ? result : throw Failure(call);

    private static SocketCallException Failure(string call) => new(call, LastError);

    [LibraryImport(C, EntryPoint = "getrlimit")]
    private static unsafe partial int GetLimit(int resource, ulong* limits);

    [LibraryImport(C, EntryPoint = "epoll_create1")]
    private static partial int EpollCreate(int flags);

    [LibraryImport(C, EntryPoint = "eventfd")]
    private static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport(C, EntryPoint = "epoll_wait")]
    private static unsafe partial int EpollWait(int epoll, EpollEvent* events, int count, int milliseconds);

    [LibraryImport(C, EntryPoint = "epoll_wait"), SuppressGCTransition]
    private static unsafe partial int EpollPoll(int epoll, EpollEvent* events, int count, int milliseconds);

    [LibraryImport(C, EntryPoint = "epoll_ctl"), SuppressGCTransition]
    private static unsafe partial int EpollControl(int epoll, int operation, int descriptor, EpollEvent* wanted);

    [LibraryImport(C, EntryPoint = "recv"), SuppressGCTransition]
    private static unsafe partial nint Recv(int socket, byte* into, nuint length, int flags);

    [LibraryImport(C, EntryPoint = "send"), SuppressGCTransition]
    private static unsafe partial nint SendBytes(int socket, byte* bytes, nuint length, int flags);

    [LibraryImport(C, EntryPoint = "sendmsg"), SuppressGCTransition]
    private static unsafe partial nint SendMessage(int socket, MessageHeader* message, int flags);

    [LibraryImport(C, EntryPoint = "socket"), SuppressGCTransition]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport(C, EntryPoint = "accept4"), SuppressGCTransition]
    private static unsafe partial int Accept4(int listener, SocketAddress* address, uint* length, int flags);

    [LibraryImport(C, EntryPoint = "connect"), SuppressGCTransition]
    private static unsafe partial int ConnectTo(int socket, SocketAddress* address, uint length);

    [LibraryImport(C, EntryPoint = "bind")]
    private static unsafe partial int Bind(int socket, SocketAddress* address, uint length);

    [LibraryImport(C, EntryPoint = "ioctl"), SuppressGCTransition]
    private static unsafe partial int Control(int descriptor, nuint request, int* value);

    [LibraryImport(C, EntryPoint = "listen")]
    private static partial int ListenOn(int socket, int backlog);

    [LibraryImport(C, EntryPoint = "getsockname")]
    private static unsafe partial int GetSocketName(int socket, SocketAddress* address, uint* length);

    [LibraryImport(C, EntryPoint = "setsockopt"), SuppressGCTransition]
    private static unsafe partial int SetSocketOption(int socket, int level, int option, void* value, uint length);

    [LibraryImport(C, EntryPoint = "getsockopt"), SuppressGCTransition]
    private static unsafe partial int GetSocketOption(int socket, int level, int option, void* value, uint* length);

    [LibraryImport(C, EntryPoint = "write"), SuppressGCTransition]
    private static unsafe partial nint Write(int descriptor, void* value, nuint length);

    [LibraryImport(C, EntryPoint = "read"), SuppressGCTransition]
    private static unsafe partial nint Read(int descriptor, void* value, nuint length);
}

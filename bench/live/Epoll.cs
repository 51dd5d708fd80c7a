using System.Runtime.InteropServices;

namespace LiveBench;

/// <summary>
/// epoll(7) and recv(2): one thread reads thousands of sockets for about two microseconds a frame, so that the clients do not
/// become what is measured. The structure is that of x86-64.
/// </summary>
internal static partial class Epoll
{
    public const uint In = 1;
    private const int Add = 1;

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    internal struct Event
    {
        public uint Events;
        public int Index;
        public int Unused;
    }

    public static int Create() => epoll_create1(0);

    public static unsafe void Watch(int epoll, int descriptor, int index)
    {
        var interest = new Event { Events = In, Index = index };
        if (epoll_ctl(epoll, Add, descriptor, &interest) != 0)
        {
            throw new InvalidOperationException($"epoll_ctl failed with {Marshal.GetLastPInvokeError()}");
        }
    }

    public static unsafe int Wait(int epoll, Span<Event> events, int milliseconds)
    {
        fixed (Event* first = events)
        {
            return epoll_wait(epoll, first, events.Length, milliseconds);
        }
    }

    /// <returns>Bytes read, 0 at the end, below 0 when there is nothing now.</returns>
    public static unsafe int Receive(int descriptor, Span<byte> target)
    {
        fixed (byte* first = target)
        {
            return (int)recv(descriptor, first, (nuint)target.Length, 0);
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int epoll_ctl(int epfd, int op, int fd, Event* ev);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int epoll_wait(int epfd, Event* events, int maxevents, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint recv(int fd, byte* buf, nuint len, int flags);
}

using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Farol.Simulator.Native;

/// <summary>The few system calls that a terminal's thread waits with: a socket and a wake-up descriptor in one poll.</summary>
internal static partial class LibC
{
    public const short PollIn = 1;

    private const int EventFdCloseOnExecNonBlocking = 0x80000 | 0x800;
    private const int DuplicateCloseOnExec = 1030;
    private const int Interrupted = 4;

    /// <summary>A descriptor that <see cref="Signal"/> makes readable.</summary>
    public static int CreateEvent()
    {
        var descriptor = EventFd(0, EventFdCloseOnExecNonBlocking);
        return descriptor >= 0 ? descriptor : throw new SocketException(Marshal.GetLastPInvokeError());
    }

    public static void Signal(int eventDescriptor)
    {
        var one = 1UL;
        _ = Write(eventDescriptor, ref one, sizeof(ulong));
    }

    public static void Drain(int eventDescriptor)
    {
        var count = 0UL;
        _ = Read(eventDescriptor, ref count, sizeof(ulong));
    }

    /// <summary>A second descriptor of the same socket, so that two owners may each close their own.</summary>
    public static int Duplicate(int descriptor)
    {
        var copy = Control(descriptor, DuplicateCloseOnExec, 0);
        return copy >= 0 ? copy : throw new SocketException(Marshal.GetLastPInvokeError());
    }

    public static void CloseDescriptor(int descriptor) => _ = Close(descriptor);

    /// <summary>Waits until one of both is readable (hang-up counts) or the time is over.</summary>
    /// <returns>Whether each is readable.</returns>
    public static unsafe (bool First, bool Second) Wait(int first, int second, int timeoutMilliseconds)
    {
        var entries = stackalloc PollEntry[2];
        entries[0] = new PollEntry { Descriptor = first, Events = PollIn };
        entries[1] = new PollEntry { Descriptor = second, Events = PollIn };
        int ready;
        do
        {
            ready = Poll(entries, 2, timeoutMilliseconds);
        }
        while (ready < 0 && Marshal.GetLastPInvokeError() == Interrupted);

        return (entries[0].Returned != 0, entries[1].Returned != 0);
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollEntry* entries, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, ref ulong value, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ref ulong value, nuint count);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}

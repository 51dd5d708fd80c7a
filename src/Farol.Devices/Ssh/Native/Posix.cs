using System.Runtime.InteropServices;

namespace Farol.Devices.Ssh.Native;

/// <summary>The system calls that .NET has no class for (Linux: poll(2), eventfd(2), fcntl(2)).</summary>
internal static partial class Posix
{
    public const short PollIn = 0x001;
    public const short PollOut = 0x004;

    private const int InterruptedCall = 4;
    private const int DuplicateCloseOnExec = 1030;
    private const int EventCloseOnExec = 0x80000;
    private const int EventNonBlocking = 0x800;

    /// <summary>Waits for one of the descriptors; a negative descriptor is left out. Returns how many are ready, 0 when the time is over.</summary>
    /// <param name="descriptors">What to wait for; <see cref="PollDescriptor.Returned"/> says what came.</param>
    /// <param name="milliseconds">-1 waits without limit.</param>
    public static unsafe int Poll(Span<PollDescriptor> descriptors, int milliseconds)
    {
        fixed (PollDescriptor* first = descriptors)
        {
            int ready;
            do
            {
                ready = PollNative(first, (nuint)descriptors.Length, milliseconds);
            }
            while (ready < 0 && Marshal.GetLastPInvokeError() == InterruptedCall);

            return ready >= 0 ? ready : throw Failure("poll");
        }
    }

    public static int Duplicate(SafeHandle descriptor)
    {
        var copy = FcntlNative(descriptor, DuplicateCloseOnExec, 0);
        return copy >= 0 ? copy : throw Failure("fcntl");
    }

    public static WakeHandle CreateEvent()
    {
        var descriptor = EventNative(0, EventCloseOnExec | EventNonBlocking);
        return descriptor >= 0 ? new WakeHandle(descriptor) : throw Failure("eventfd");
    }

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "write")]
    public static unsafe partial nint Write(SafeHandle descriptor, ulong* value, nuint length);

    [LibraryImport("libc", EntryPoint = "read")]
    public static unsafe partial nint Read(SafeHandle descriptor, ulong* value, nuint length);

    private static IOException Failure(string call) =>
        new($"{call} failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int PollNative(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FcntlNative(SafeHandle descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventNative(uint initial, int flags);
}

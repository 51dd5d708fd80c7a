using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <content>The system calls. The C library of Debian 12 has no functions for them, so they go by number (x86-64).</content>
internal sealed unsafe partial class IoUring
{
    private const string C = "libc";
    private const nint SetupNumber = 425;
    private const nint EnterNumber = 426;
    private const nint RegisterNumber = 427;
    private const int ReadAndWrite = 3;
    private const int SharedAndPopulated = 0x8001;

    [LibraryImport(C, EntryPoint = "syscall")]
    private static partial nint Setup(nint number, uint entries, IoUringParameters* parameters);

    [LibraryImport(C, EntryPoint = "syscall")]
    private static partial nint Enter(nint number, int ring, uint submitted, uint least, uint flags, WaitArgument* argument, nuint argumentBytes);

    [LibraryImport(C, EntryPoint = "syscall")]
    private static partial nint Register(nint number, int ring, uint operation, BufferRing* argument, uint count);

    [LibraryImport(C, EntryPoint = "mmap")]
    private static partial byte* MapMemory(byte* address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport(C, EntryPoint = "munmap")]
    private static partial int Unmap(byte* address, nuint length);

    /// <summary><c>struct io_uring_getevents_arg</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct WaitArgument
    {
        public ulong Signals;
        public uint SignalBytes;
        public uint Padding;
        public ulong Time;
    }

    /// <summary><c>struct __kernel_timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct TimeValue
    {
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary><c>struct io_uring_buf_reg</c>; group 0.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct BufferRing
    {
        public ulong Address;
        public uint Entries;
        public ushort Group;
        public ushort Flags;
        public ulong Reserved0;
        public ulong Reserved1;
        public ulong Reserved2;
    }
}

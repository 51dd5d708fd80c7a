using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary><c>struct io_uring_cqe</c>: what became of a call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct IoUringCompletion
{
    private const uint OfBuffer = 1;
    private const uint More = 2;
    private const int BufferShift = 16;

    private readonly ulong _tag;
    private readonly int _result;
    private readonly uint _flags;

    /// <summary>What the caller gave with the call.</summary>
    public ulong Tag => _tag;

    /// <summary>What the system call would have returned; an error as its negative number.</summary>
    public int Result => _result;

    /// <summary>Further completions of the same call will come.</summary>
    public bool HasMore => (_flags & More) != 0;

    /// <summary>One of the offered buffers was taken for it.</summary>
    public bool HasBuffer => (_flags & OfBuffer) != 0;

    /// <summary>Which of the offered buffers holds what was received; only where something was.</summary>
    public int Buffer => (int)(_flags >> BufferShift);
}

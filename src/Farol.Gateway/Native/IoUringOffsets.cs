using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>Where the parts of one queue lie in the memory shared with the kernel (<c>io_sqring_offsets</c>, <c>io_cqring_offsets</c>), in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringOffsets
{
    public uint Head;
    public uint Tail;
    public uint Mask;
    public uint Entries;

    /// <summary>Of the completions: how many were lost. Of the submissions: flags.</summary>
    public uint FlagsOrOverflow;

    /// <summary>Of the completions: the entries. Of the submissions: how many were refused.</summary>
    public uint CompletionsOrDropped;

    /// <summary>Of the submissions: the array of indices.</summary>
    public uint ArrayOrFlags;

    public uint Reserved;
    public ulong UserAddress;
}

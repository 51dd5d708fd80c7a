using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary><c>struct io_uring_sqe</c>: one call that the kernel shall make.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringSubmission
{
    public byte Operation;
    public byte Flags;
    public ushort Priority;
    public int Descriptor;
    public ulong Offset;
    public ulong Address;
    public uint Length;

    /// <summary>Of a message: its flags; of a poll: the events.</summary>
    public uint OperationFlags;

    public ulong Tag;
    public ushort BufferGroup;
    public ushort Personality;
    public int FileIndex;
    public ulong Address3;
    public ulong Padding;
}

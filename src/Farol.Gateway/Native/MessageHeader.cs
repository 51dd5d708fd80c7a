using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary><c>struct msghdr</c> (sendmsg(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public void* Name;
    public uint NameLength;
    public IoSlice* Slices;
    public nuint SliceCount;
    public void* Control;
    public nuint ControlLength;
    public int Flags;
}

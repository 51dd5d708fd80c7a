using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary><c>struct iovec</c> (readv(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoSlice
{
    public byte* Start;
    public nuint Length;
}

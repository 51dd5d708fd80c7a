using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>nghttp2_nv.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Nghttp2Field
{
    /// <summary>NGHTTP2_NV_FLAG_NO_INDEX: the value never enters a compression table.</summary>
    public const byte NeverIndexed = 1;

    public byte* Name;
    public byte* Value;
    public nuint NameLength;
    public nuint ValueLength;
    public byte Flags;
}

using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>nghttp2_frame_hd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Nghttp2FrameHeader
{
    public nuint Length;
    public int StreamId;
    public byte Type;
    public byte Flags;
    public byte Reserved;
}

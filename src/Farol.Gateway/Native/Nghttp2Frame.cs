using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>The parts of the union nghttp2_frame that are read here: what follows the frame's header depends on its type.</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct Nghttp2Frame
{
    [FieldOffset(0)]
    public Nghttp2FrameHeader Header;

    /// <summary>nghttp2_goaway.</summary>
    [FieldOffset(16)]
    public int GoAwayLastStreamId;

    /// <summary>nghttp2_goaway.</summary>
    [FieldOffset(20)]
    public uint GoAwayCode;

    /// <summary>nghttp2_headers: 0 request, 1 response, 2 push response, 3 any later block.</summary>
    [FieldOffset(56)]
    public int HeadersCategory;
}

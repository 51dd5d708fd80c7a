using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>nghttp2_data_provider.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Nghttp2DataProvider
{
    public nint Source;
    public delegate* unmanaged<nint, int, byte*, nuint, uint*, nint, nint, nint> Read;
}

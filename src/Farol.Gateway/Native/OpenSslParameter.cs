using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>OSSL_PARAM (openssl/core.h): a named value handed to a provider.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OpenSslParameter
{
    public const uint Text = 4;
    public const uint Bytes = 5;

    public byte* Name;
    public uint Type;
    public void* Value;
    public nuint Length;
    public nuint Returned;
}

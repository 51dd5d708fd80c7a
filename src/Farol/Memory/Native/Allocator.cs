using System.Runtime.InteropServices;

namespace Farol.Memory.Native;

/// <summary>The C library's allocator: malloc_trim(3) of glibc.</summary>
internal static partial class Allocator
{
    /// <summary>Gives the pages back to the system that hold nothing, of every arena; each is locked for that long, which is milliseconds.</summary>
    /// <returns>False: this C library has no such call, and never will while this process runs.</returns>
    public static bool TryTrim()
    {
        try
        {
            _ = Trim(0);
            return true;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint padding);
}

using System.Runtime.InteropServices;

namespace Farol.Link.Native;

/// <summary>The user that this process acts as: geteuid(2).</summary>
internal static partial class PosixUser
{
    public static uint Effective => GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();
}

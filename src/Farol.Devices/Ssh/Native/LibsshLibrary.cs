using System.Runtime.InteropServices;

namespace Farol.Devices.Ssh.Native;

/// <summary>Whether libssh is there, asked once, so that its absence is one clear sentence and not a loader's stack trace.</summary>
internal static class LibsshLibrary
{
    /// <summary>0.10 (Debian 12). Older ones differ in option numbers and in the key types they name.</summary>
    private const int OldestVersion = 10 << 8;

    private static readonly Lazy<string?> _problem = new(() => Problem(Libssh.Library));

    /// <exception cref="DeviceException">It is missing or too old.</exception>
    public static void Require()
    {
        if (_problem.Value is { } problem)
        {
            throw new DeviceException(DeviceFault.Settings, problem);
        }
    }

    internal static string? Problem(string library)
    {
        if (!NativeLibrary.TryLoad(library, typeof(Libssh).Assembly, DllImportSearchPath.SafeDirectories, out _))
        {
            return $"SSH needs the library {library}, which is not installed; on Debian: apt-get install libssh-4";
        }

        return Libssh.Version(OldestVersion) == 0
            ? $"SSH needs libssh 0.10 or newer, the installed one is {Marshal.PtrToStringUTF8(Libssh.Version(0))}; on Debian 12: apt-get install libssh-4"
            : null;
    }
}

using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>What OpenSSL leaves to its user on a socket: shutdown(2), close(2).</summary>
internal static class SocketCalls
{
    private const int ShutdownWriting = 1;

    public static void ShutdownWrite(int descriptor) => _ = Shutdown(descriptor, ShutdownWriting);

    public static void Close(int descriptor) => _ = CloseDescriptor(descriptor);

    [DllImport("libc", EntryPoint = "shutdown")]
    private static extern int Shutdown(int descriptor, int how);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int CloseDescriptor(int descriptor);
}

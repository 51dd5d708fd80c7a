using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Farol.Live.Native;

/// <summary>A second descriptor of a socket (fcntl(2), F_DUPFD_CLOEXEC): the first can be closed without the connection ending.</summary>
internal static class DescriptorCopy
{
    private const int DuplicateCloseOnExec = 1030;

    /// <summary><c>null</c> when the process has no descriptor left, or the socket is closed.</summary>
    public static Socket? Of(Socket socket)
    {
        var isHeld = false;
        try
        {
            socket.SafeHandle.DangerousAddRef(ref isHeld);
            var copy = Control((int)socket.SafeHandle.DangerousGetHandle(), DuplicateCloseOnExec, 0);
            return copy < 0 ? null : new Socket(new SafeSocketHandle(copy, ownsHandle: true));
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
        finally
        {
            if (isHeld)
            {
                socket.SafeHandle.DangerousRelease();
            }
        }
    }

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static extern int Control(int descriptor, int command, int argument);
}

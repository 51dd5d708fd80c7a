using System.Runtime.InteropServices;

namespace Farol.Access.LocalViewer.Native;

/// <summary>Carries one question about sockets to the kernel and its answer back (netlink(7), sock_diag(7)).</summary>
internal static class SocketDiagnosticsLink
{
    private const int AddressFamilyNetlink = 16;
    private const int SocketRaw = 3 | CloseOnExec;
    private const int CloseOnExec = 0x80000;
    private const int ProtocolSocketDiagnostics = 4;
    private const int DontWait = 0x40;

    /// <returns>Bytes of <paramref name="answer"/> that were filled; 0 when the kernel cannot be asked in this way.</returns>
    public static int Ask(byte[] request, byte[] answer)
    {
        var netlink = OpenSocket(AddressFamilyNetlink, SocketRaw, ProtocolSocketDiagnostics);
        if (netlink < 0)
        {
            return 0;
        }

        try
        {
            return Send(netlink, request, request.Length, 0, 0, 0) == request.Length
                ? (int)Math.Max(0, Receive(netlink, answer, answer.Length, DontWait))
                : 0;
        }
        finally
        {
            _ = CloseSocket(netlink);
        }
    }

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static extern int OpenSocket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "sendto", SetLastError = true)]
    private static extern nint Send(int socket, byte[] message, nint length, int flags, nint address, int addressLength);

    [DllImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static extern nint Receive(int socket, byte[] buffer, nint length, int flags);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int CloseSocket(int socket);
}

using System.Net.Sockets;
using System.Runtime.InteropServices;
using Farol.Link.Native;

namespace Farol.Link.Peers;

/// <summary>Who is at the other end of a Unix socket, as the kernel says: only the same user, or root, may speak.</summary>
public static class LocalPeer
{
    private const int SolSocket = 1;
    private const int SoPeerCredentials = 17;

    /// <exception cref="LinkException">Somebody else.</exception>
    public static void Check(Socket socket) => Check(Credentials(socket), PosixUser.Effective);

    internal static void Check((int Process, uint User) peer, uint own)
    {
        if (peer.User != own && peer.User != 0)
        {
            throw new LinkException(LinkFault.Peer, $"process {peer.Process} of user {peer.User} may not speak here: only user {own} and root may");
        }
    }

    /// <summary>Process and user of the other end, as they were when it connected.</summary>
    public static (int Process, uint User) Credentials(Socket socket)
    {
        // struct ucred { pid_t pid; uid_t uid; gid_t gid; }: unix(7), SO_PEERCRED.
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SolSocket, SoPeerCredentials, credentials);
        return (MemoryMarshal.Read<int>(credentials), MemoryMarshal.Read<uint>(credentials[4..]));
    }
}

using System.Net;
using System.Net.Sockets;
using Farol.Gateway.Native;

namespace Farol.Gateway.Hosting;

/// <summary>Sockets that this process binds itself.</summary>
public sealed class OwnSockets : IListeningSockets
{
    /// <summary>What the kernel cuts to net.core.somaxconn: clients that wait while every loop is busy, or while the gateway is restarted.</summary>
    public const int Backlog = 4096;

    public Task<SafeSocketHandle> OpenAsync(string name, IPEndPoint endpoint, CancellationToken cancellationToken) => Task.FromResult(Open(endpoint));

    public Task ReleaseAsync(string name, IPEndPoint endpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IListeningSockets.OpenAsync"/>
    public static SafeSocketHandle Open(IPEndPoint endpoint)
    {
        try
        {
            // A bare descriptor: a Socket may shut the listening down for every descriptor of it when it is closed.
            return new SafeSocketHandle(Posix.Listen(new Native.SocketAddress(Usable(endpoint)), Backlog), ownsHandle: true);
        }
        catch (SocketCallException refused)
        {
            throw new ListenException(endpoint, Meaning(refused.Error), refused.Message);
        }
    }

    /// <summary>All addresses of both families are one socket, where the machine has both.</summary>
    private static IPEndPoint Usable(IPEndPoint endpoint) =>
        endpoint.Address.Equals(IPAddress.IPv6Any) && !Socket.OSSupportsIPv6 ? new IPEndPoint(IPAddress.Any, endpoint.Port) : endpoint;

    private static SocketError Meaning(int error) => error switch
    {
        Errno.PermissionDenied => SocketError.AccessDenied,
        Errno.AddressInUse => SocketError.AddressAlreadyInUse,
        Errno.AddressNotAvailable => SocketError.AddressNotAvailable,
        Errno.TooManyFiles or Errno.TooManyFilesInSystem => SocketError.TooManyOpenSockets,
        _ => SocketError.SocketError,
    };
}

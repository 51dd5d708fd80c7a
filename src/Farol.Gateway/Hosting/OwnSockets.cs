using System.Net;
using System.Net.Sockets;

namespace Farol.Gateway.Hosting;

/// <summary>Sockets that this process binds itself.</summary>
public sealed class OwnSockets : IListeningSockets
{
    /// <summary>What the kernel cuts to net.core.somaxconn: clients that wait while every loop is busy, or while the gateway is restarted.</summary>
    public const int Backlog = 4096;

    private const int SolSocket = 1;
    private const int SoReuseAddress = 2;
    private const int SoReusePort = 15;

    public Task<SafeSocketHandle> OpenAsync(string name, IPEndPoint endpoint, int index, CancellationToken cancellationToken) => Task.FromResult(Open(endpoint, index));

    public Task ReleaseAsync(string name, IPEndPoint endpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IListeningSockets.OpenAsync"/>
    public static SafeSocketHandle Open(IPEndPoint endpoint, int index)
    {
        var local = Usable(endpoint);
        try
        {
            if (index == 0 && endpoint.Port != 0)
            {
                // Sockets that share a port are shared with any other process of this user that shares it too: a second Farol would take
                // half of the clients instead of being told. A bind without sharing finds it.
                using var probe = Bound(local, isShared: false);
            }

            using var socket = Bound(local, isShared: true);
            socket.Listen(Backlog);
            socket.Blocking = false;
            return Detached(socket);
        }
        catch (SocketException refused)
        {
            throw new ListenException(endpoint, refused.SocketErrorCode, refused.Message);
        }
    }

    /// <summary>All addresses of both families are one socket, where the machine has both.</summary>
    private static IPEndPoint Usable(IPEndPoint endpoint) =>
        endpoint.Address.Equals(IPAddress.IPv6Any) && !Socket.OSSupportsIPv6 ? new IPEndPoint(IPAddress.Any, endpoint.Port) : endpoint;

    private static Socket Bound(IPEndPoint endpoint, bool isShared)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endpoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            // Connections of the process before, in TIME_WAIT, do not keep the port.
            Set(socket, SoReuseAddress);
            if (isShared)
            {
                Set(socket, SoReusePort);
            }

            socket.Bind(endpoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Set(Socket socket, int option) => socket.SetRawSocketOption(SolSocket, option, BitConverter.GetBytes(1));

    /// <summary>The descriptor alone: a Socket that is closed may shut the listening down for every descriptor of it.</summary>
    private static SafeSocketHandle Detached(Socket socket)
    {
        var descriptor = socket.SafeHandle.DangerousGetHandle();
        socket.SafeHandle.SetHandleAsInvalid();
        return new SafeSocketHandle(descriptor, ownsHandle: true);
    }
}

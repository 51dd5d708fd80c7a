using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Farol.Listening;

/// <summary>What Kestrel gets its connections from, in place of its own sockets (docs/adr/0038-repeated-requests.md).</summary>
internal sealed class WatchedListenerFactory(ILoggerFactory loggers, IMemoryPoolFactory<byte> pools, TimeProvider time) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDisposable
{
    /// <summary>Connections that wait to be accepted; the kernel's own limit is net.core.somaxconn.</summary>
    private const int Backlog = 512;

    private readonly Lazy<SocketWatch> _watch = new(() => new SocketWatch(loggers.CreateLogger<SocketWatch>(), pools.Create(), time));

    internal SocketWatch Watch => _watch.Value;

    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint;

    /// <exception cref="AddressInUseException">Somebody listens there.</exception>
    /// <exception cref="SocketException">The address is not of this machine, or the port is not for this user.</exception>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = Bind(endpoint);
        try
        {
            socket.Listen(Backlog);
            return ValueTask.FromResult<IConnectionListener>(new WatchedListener(socket, _watch.Value));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_watch.IsValueCreated)
        {
            _watch.Value.Dispose();
        }
    }

    private static Socket Bind(EndPoint endpoint)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(taken.Message, taken);
        }
    }
}

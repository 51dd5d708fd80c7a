using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Farol.Listening;

/// <summary>One port that is listened on.</summary>
internal sealed class WatchedListener(Socket socket, SocketWatch watch) : IConnectionListener
{
    /// <summary>Without descriptors or memory the next try fails as the last did; connections wait in the backlog meanwhile.</summary>
    private static readonly TimeSpan _breath = TimeSpan.FromMilliseconds(100);

    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    /// <returns>Null when the listener was closed.</returns>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                return Start(await socket.AcceptAsync(cancellationToken));
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return null;
            }
            catch (SocketException gone) when (gone.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.NotConnected)
            {
                // The client had gone before it was accepted: the next one.
            }
            catch (Exception refused) when (refused is SocketException or Win32Exception)
            {
                watch.ReportRefused(refused);
                await Task.Delay(_breath, watch.Time, cancellationToken);
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }

    private WatchedConnection Start(Socket accepted)
    {
        try
        {
            accepted.NoDelay = true;
            accepted.Blocking = false;
            WatchedConnection connection = new(accepted, watch);
            connection.Start();
            return connection;
        }
        catch
        {
            accepted.Dispose();
            throw;
        }
    }
}

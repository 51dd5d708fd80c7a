using System.Net;
using System.Net.Sockets;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>A backend that does what a test says with each connection, on real sockets.</summary>
internal sealed class RawBackend : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<RawConnection, Task> _serve;
    private int _connections;

    public RawBackend(Func<RawConnection, Task> serve)
    {
        _serve = serve;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Answers every request with the text, and keeps the connection.</summary>
    public static RawBackend Answering(string response) => new(async connection =>
    {
        while (true)
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync(response);
        }
    });

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync();
            }
            catch (Exception wrong) when (wrong is SocketException or ObjectDisposedException)
            {
                return;
            }

            socket.NoDelay = true;
            _ = Interlocked.Increment(ref _connections);
            _ = ServeAsync(new RawConnection(socket));
        }
    }

    private async Task ServeAsync(RawConnection connection)
    {
        try
        {
            await _serve(connection);
        }
        catch (Exception wrong) when (wrong is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The gateway closed it: how a served connection ends.
        }
        finally
        {
            connection.Dispose();
        }
    }
}

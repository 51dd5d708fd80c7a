using System.Net;
using System.Net.Sockets;

namespace Farol.Simulator.Terminals;

/// <summary>Accepts connections on a port and gives each a thread of its own.</summary>
internal sealed class TerminalListener : IAsyncDisposable
{
    private const int MaxConnections = 128;
    private const int StackBytes = 512 * 1024;

    private readonly Socket _listener;
    private readonly RouterCore _router;
    private readonly Func<Socket, TerminalConnection> _connect;
    private readonly Action<TerminalConnection> _serve;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <param name="router">Whose terminals these are.</param>
    /// <param name="endPoint">Where to listen; port 0 lets the kernel pick.</param>
    /// <param name="connect">Makes the connection of an accepted socket.</param>
    /// <param name="serve">Serves it until it ends; runs on the connection's thread.</param>
    public TerminalListener(
        RouterCore router, IPEndPoint endPoint, Func<Socket, TerminalConnection> connect, Action<TerminalConnection> serve)
    {
        _router = router;
        _connect = connect;
        _serve = serve;
        _listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(endPoint);
        _listener.Listen();
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                if (_router.IsRebooting || _router.Terminals.Open.Connections >= MaxConnections)
                {
                    socket.Close(0);
                    continue;
                }

                Start(socket);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client gave up between knocking and entering.
            }
        }
    }

    private void Start(Socket socket)
    {
        TerminalConnection connection;
        try
        {
            connection = _connect(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }

        _router.Terminals.Add(connection);
        new Thread(() => Serve(connection), StackBytes) { IsBackground = true, Name = $"simulator {connection.Protocol}" }.Start();
    }

    private void Serve(TerminalConnection connection)
    {
        try
        {
            _serve(connection);
            connection.Close();
        }
        catch (ConnectionEndedException)
        {
            // However it ended, the client knows.
        }
        catch (Exception mistake)
        {
            // A mistake of ours ends one terminal, not the process; the snapshot shows it.
            _router.Report(mistake);
        }
        finally
        {
            connection.Dispose();
            _router.Terminals.Remove(connection);
        }
    }
}

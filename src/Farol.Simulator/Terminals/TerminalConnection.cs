using System.Net;
using System.Net.Sockets;
using Farol.Simulator.Native;

namespace Farol.Simulator.Terminals;

/// <summary>
/// The bytes of one client's terminal. <see cref="Read"/> and <see cref="Write"/> belong to the connection's own thread;
/// <see cref="Wake"/> and <see cref="Abort"/> may be called from any.
/// </summary>
internal abstract class TerminalConnection : IDisposable
{
    private readonly int _wake;
    private readonly Lock _gate = new();
    private bool _isDisposed;

    protected TerminalConnection(Socket socket)
    {
        Socket = socket;
        socket.NoDelay = true;
        Remote = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        _wake = LibC.CreateEvent();
    }

    public abstract string Protocol { get; }

    public IPAddress Remote { get; }

    protected Socket Socket { get; }

    /// <summary>Waits for input.</summary>
    /// <returns>How many bytes came; 0 when the time is over or <see cref="Wake"/> was called.</returns>
    /// <exception cref="ConnectionEndedException">The client is gone, or <see cref="Abort"/> was called.</exception>
    public abstract int Read(Span<byte> destination, int timeoutMilliseconds);

    /// <exception cref="ConnectionEndedException">The client is gone, or <see cref="Abort"/> was called.</exception>
    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Ends the terminal in order, with all that was written delivered.</summary>
    public abstract void Close();

    /// <summary>Lets a pending <see cref="Read"/> return 0.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                LibC.Signal(_wake);
            }
        }
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }

        Wake();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            LibC.CloseDescriptor(_wake);
        }

        Socket.Dispose();
    }

    /// <summary>Waits for the socket or for <see cref="Wake"/>.</summary>
    /// <returns>Whether the socket has something to read.</returns>
    protected bool WaitForInput(int descriptor, int timeoutMilliseconds)
    {
        var (socketReady, wakeReady) = LibC.Wait(descriptor, _wake, timeoutMilliseconds);
        if (wakeReady)
        {
            LibC.Drain(_wake);
        }

        return socketReady;
    }
}

using System.Net;
using System.Net.Sockets;
using Farol.Devices.Ssh.Native;

namespace Farol.Devices.Ssh;

/// <summary>
/// The TCP connection under an SSH session. Used by the session's thread; <see cref="Abort"/> and <see cref="Wake"/> may come from any.
/// </summary>
/// <remarks>
/// No asynchronous call is made on the socket: .NET would then wake one of its own threads for every packet that libssh reads.
/// </remarks>
internal sealed class SshSocket : IDisposable
{
    private readonly Lock _gate = new();
    private readonly WakeHandle _wake = Posix.CreateEvent();
    private Socket? _socket;
    private bool _disposed;
    private volatile bool _aborted;

    public bool IsAborted => _aborted;

    private Socket Open => _socket ?? throw new InvalidOperationException("Not connected");

    /// <summary>Connects to the first address that answers.</summary>
    /// <exception cref="SocketException">None did; this is the last one's error.</exception>
    /// <exception cref="IOException">Aborted.</exception>
    public void Connect(IReadOnlyList<IPAddress> addresses, int port, TimeSpan limitEach)
    {
        for (var i = 0; ; i++)
        {
            var error = TryConnect(new IPEndPoint(addresses[i], port), limitEach);
            if (error is SocketError.Success)
            {
                return;
            }

            if (i == addresses.Count - 1)
            {
                throw new SocketException((int)error);
            }
        }
    }

    /// <summary>Waits for the socket or for <see cref="Wake"/>; returns what the socket is ready for.</summary>
    /// <param name="wanted"><see cref="Posix.PollIn"/>, <see cref="Posix.PollOut"/>, or 0 to wait only to be woken.</param>
    /// <param name="milliseconds">-1 waits without limit.</param>
    public short Wait(short wanted, int milliseconds = -1)
    {
        var descriptor = wanted == 0 ? -1 : (int)Open.SafeHandle.DangerousGetHandle();
        Span<PollDescriptor> both = [new() { Descriptor = descriptor, Wanted = wanted }, new() { Descriptor = _wake.Descriptor, Wanted = Posix.PollIn }];
        Posix.Poll(both, milliseconds);
        if (both[1].Returned != 0)
        {
            _wake.Clear();
        }

        return both[0].Returned;
    }

    /// <summary>A second descriptor of the same connection, for libssh to own and close.</summary>
    public int Duplicate() => Posix.Duplicate(Open.SafeHandle);

    /// <summary>What has come, without taking it; 0 at the end of the stream.</summary>
    public int Peek(Span<byte> buffer) => Open.Receive(buffer, SocketFlags.Peek);

    public int Take(Span<byte> buffer) => Open.Receive(buffer, SocketFlags.None);

    /// <summary>Lets <see cref="Wait"/> see the socket as readable only with this many bytes or at the end.</summary>
    public void ReadableFrom(int bytes) => Open.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveLowWater, bytes);

    public void Wake()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _wake.Signal();
            }
        }
    }

    /// <summary>Ends whatever the thread waits for, and the connection with it.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _aborted = true;
            if (_disposed)
            {
                return;
            }

            _wake.Signal();
            try
            {
                _socket?.Shutdown(SocketShutdown.Both);
            }
            catch (SocketException)
            {
                // Not connected yet, or no longer: there is nothing to shut down.
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _socket?.Dispose();
            _wake.Dispose();
        }
    }

    private SocketError TryConnect(IPEndPoint end, TimeSpan limit)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        lock (_gate)
        {
            _socket?.Dispose();
            _socket = socket;
        }

        Tcp.Configure(socket);
        try
        {
            socket.Connect(end);
            return SocketError.Success;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            var ready = Wait(Posix.PollOut, (int)limit.TotalMilliseconds);
            if (_aborted)
            {
                throw new IOException("The connection attempt was given up");
            }

            return ready == 0 ? SocketError.TimedOut : (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }
}

using System.Buffers;
using System.Net.Sockets;

namespace Farol.Devices.Telnet;

/// <summary>A terminal over Telnet (RFC 854). The router asks for user and password in the stream.</summary>
internal sealed class TelnetShell : IShell
{
    private readonly Socket _socket;
    private readonly string _target;
    private readonly TelnetDecoder _decoder;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ArrayBufferWriter<byte> _answers = new();
    private readonly ArrayBufferWriter<byte> _encoded = new();
    private volatile bool _aborted;

    public TelnetShell(Socket socket, TelnetSettings settings)
    {
        (_socket, _target) = (socket, settings.Target);
        _decoder = new TelnetDecoder(settings.Columns, settings.Rows);
    }

    public string Protocol => "telnet";

    public bool IsAuthenticated => false;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer, cancellationToken);
                var count = _decoder.Decode(buffer.Span[..received], _answers);
                if (_answers.WrittenCount > 0)
                {
                    await SendAnswersAsync(cancellationToken);
                }

                if (count > 0)
                {
                    return count;
                }

                if (received == 0)
                {
                    return _aborted ? throw new SocketException((int)SocketError.OperationAborted) : 0;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Lost(e);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            _encoded.Clear();
            TelnetEncoder.Encode(bytes.Span, _decoder.IsBinaryHere, _encoded);
            await SendAsync(_encoded.WrittenMemory, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Lost(e);
        }
        finally
        {
            // The password went through here.
            _encoded.Clear();
            _sending.Release();
        }
    }

    public void Abort()
    {
        _aborted = true;
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Over already.
        }
    }

    public ValueTask DisposeAsync()
    {
        Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAnswersAsync(CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await SendAsync(_answers.WrittenMemory, cancellationToken);
            _answers.ResetWrittenCount();
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await _socket.SendAsync(bytes, cancellationToken)..];
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody knows how much of it went out: half a command must not be followed by another.
            Abort();
            throw;
        }
    }

    private DeviceException Lost(Exception error) => new(
        DeviceFault.ConnectionLost, $"{_target}: the connection was lost ({error.Message}); it is safe to try again", error);
}

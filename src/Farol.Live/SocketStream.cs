using System.Net.Sockets;

namespace Farol.Live;

/// <summary>
/// A connection without anything between: what is written goes into the kernel on the writing thread, and only what finds no room
/// there waits. Between messages it holds no buffer.
/// </summary>
/// <param name="answer">
/// The answer to the handshake, sent with the first use: by then the client is subscribed, and what is published after it knows that it is
/// connected reaches it.
/// </param>
/// <param name="first">Bytes that were read already.</param>
internal sealed class SocketStream(Socket socket, byte[] answer, ReadOnlyMemory<byte> first) : Stream
{
    private byte[]? _answer = answer;
    private ReadOnlyMemory<byte> _first = first;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        SendAnswer();
        if (_first.IsEmpty)
        {
            return socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
        }

        var taken = Math.Min(_first.Length, buffer.Length);
        _first[..taken].CopyTo(buffer);
        _first = _first[taken..];
        return ValueTask.FromResult(taken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        SendAnswer();
        var sent = socket.Send(buffer.Span, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            return ValueTask.FromException(new IOException("The connection is gone.", new SocketException((int)error)));
        }

        sent = Math.Max(0, sent);
        return sent == buffer.Length ? ValueTask.CompletedTask : WriteRestAsync(buffer[sent..], cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A fresh connection has room for it; if it is gone already, the next call says so.</summary>
    private void SendAnswer()
    {
        if (Volatile.Read(ref _answer) is null)
        {
            return;
        }

        lock (socket)
        {
            if (_answer is { } waiting)
            {
                socket.Send(waiting, SocketFlags.None, out _);
                Volatile.Write(ref _answer, null);
            }
        }
    }

    private async ValueTask WriteRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        while (!rest.IsEmpty)
        {
            rest = rest[await socket.SendAsync(rest, SocketFlags.None, cancellationToken)..];
        }
    }
}

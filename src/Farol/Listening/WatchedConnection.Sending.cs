using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Farol.Listening;

/// <content>What goes out: by the thread that wrote it, and where the client has no room, by the thread pool when there is some.</content>
internal sealed partial class WatchedConnection
{
    private readonly Pipe _output;

    private TaskCompletionSource? _room;

    public PipeWriter Output => _output.Writer;

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                var read = await _output.Reader.ReadAsync();
                if (read.IsCanceled)
                {
                    break;
                }

                var request = _known.Read(read.Buffer);
                foreach (var piece in read.Buffer)
                {
                    await SendAsync(piece);
                }

                if (request is not null)
                {
                    _known.Sent(request);
                }

                _output.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception lost) when (lost is ConnectionResetException or ConnectionAbortedException or ObjectDisposedException)
        {
            // The client has gone, which Kestrel learns by the input's end: no failure of whoever writes.
        }

        await _output.Reader.CompleteAsync();
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            if (_isGivenAway)
            {
                throw new ConnectionAbortedException("The socket belongs to somebody else");
            }

            var sent = Socket.Send(piece.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                piece = piece[sent..];
                continue;
            }

            if (error != SocketError.WouldBlock)
            {
                throw new ConnectionResetException(error.ToString(), new SocketException((int)error));
            }

            _known.Waits();
            await RoomAsync();
        }
    }

    /// <summary>Ends when the client may have room. Whoever waits was told of none before, so that the watch tells of the next.</summary>
    private Task RoomAsync()
    {
        TaskCompletionSource room = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _room, room);
        // Room may have come since the last try, and been told to nobody.
        TellAgain();
        return room.Task;
    }

    private void OnWritable()
    {
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
        if (!_rest.IsEmpty)
        {
            SendRest();
        }
    }
}

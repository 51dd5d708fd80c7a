using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Farol.Listening;

/// <content>What comes in. All on the watch's thread, but for the end of a wait.</content>
internal sealed partial class WatchedConnection
{
    /// <summary>256 KB; then the others have their turn.</summary>
    private const int MaxReadsInTurn = 16;

    private readonly Pipe _input;

    /// <summary>The rest of an answer that the client has no room for yet: nothing is read before it has gone.</summary>
    private ReadOnlyMemory<byte> _rest;

    private bool _isInputFull;

    public PipeReader Input => _input.Reader;

    private void Receive()
    {
        var buffer = _watch.Buffers.Input;
        for (var reads = 0; !_hasEnded && _rest.IsEmpty && !Volatile.Read(ref _isInputFull); reads++)
        {
            if (reads == MaxReadsInTurn)
            {
                TellAgain();
                return;
            }

            var count = Socket.Receive(buffer, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return;
            }

            if (error != SocketError.Success)
            {
                End(new ConnectionResetException(error.ToString(), new SocketException((int)error)));
                return;
            }

            if (count == 0)
            {
                End(null);
                return;
            }

            var bytes = buffer.AsSpan(0, count);
            if (!TryRepeat(bytes))
            {
                _known.Came(bytes);
                HandOver(bytes);
            }

            if (count < buffer.Length && !_isEnding)
            {
                // All that there was; more of it is told anew (epoll(7), edge-triggered). An end that came with the bytes is not.
                return;
            }
        }
    }

    private void HandOver(ReadOnlySpan<byte> bytes)
    {
        _input.Writer.Write(bytes);
        var flushed = _input.Writer.FlushAsync();
        if (!flushed.IsCompletedSuccessfully)
        {
            Volatile.Write(ref _isInputFull, true);
            _ = WaitForRoomAsync(flushed);
        }
    }

    private async Task WaitForRoomAsync(ValueTask<FlushResult> flushed)
    {
        await flushed;
        Volatile.Write(ref _isInputFull, false);
        TellAgain();
    }

    private bool TryRepeat(ReadOnlySpan<byte> bytes)
    {
        var started = Stopwatch.GetTimestamp();
        if (_known.Find(bytes) is not { } request || !request.TryAnswer(_watch.Buffers, out var answer))
        {
            return false;
        }

        var sent = Socket.Send(answer, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            End(new ConnectionResetException(error.ToString(), new SocketException((int)error)));
            return true;
        }

        _rest = answer[Math.Max(sent, 0)..].ToArray();
        request.Counter!.Count(Stopwatch.GetElapsedTime(started).TotalSeconds, _watch.Buffers.Body.WrittenCount);
        return true;
    }

    private void SendRest()
    {
        var sent = Socket.Send(_rest.Span, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            End(new ConnectionResetException(error.ToString(), new SocketException((int)error)));
            return;
        }

        _rest = _rest[Math.Max(sent, 0)..];
        if (_rest.IsEmpty)
        {
            Receive();
        }
    }
}

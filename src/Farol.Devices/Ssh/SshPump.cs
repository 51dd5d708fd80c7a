using System.IO.Pipelines;
using Farol.Devices.Ssh.Native;

namespace Farol.Devices.Ssh;

/// <summary>
/// Moves bytes between an open channel and two bounded pipes, on the session's thread, until either side ends. It sleeps in poll(2)
/// and wakes for the socket, for bytes to send, and for room in the pipe of received bytes.
/// </summary>
internal sealed class SshPump(SshSocket socket, LibsshSession session, PipeWriter received, PipeReader toSend, string target)
{
    private const int ReadBytes = 16 * 1024;

    /// <summary>After this much the reader is told, however much more there is.</summary>
    private const int MaxBytesPerTurn = 64 * 1024;

    /// <summary>A goodbye to a router that reads nothing must not hold the thread.</summary>
    private const int GoodbyeMilliseconds = 200;

    private volatile bool _closing;
    private volatile bool _isFull;
    private bool _hasSent;
    private volatile DeviceException? _failure;

    /// <summary>Asks the pump to say goodbye and return. From any thread.</summary>
    public void Close()
    {
        _closing = true;
        socket.Wake();
    }

    /// <summary>What ended the session, once the pipe of received bytes has ended; null if the router closed the terminal.</summary>
    public DeviceException? Failure => _failure;

    /// <summary>Returns when the session is over. The reader of the pipe gets every byte that came before.</summary>
    public bool Run()
    {
        try
        {
            LibsshSession.StopListening();
            _failure = Pump();
        }
        catch (Exception e)
        {
            // The reader must learn of any end, or it would wait forever.
            _failure = SshFaults.Lost(target, "the session", e.Message);
        }

        received.Complete();
        toSend.Complete();
        return true;
    }

    /// <summary>Null at an orderly end, else the error.</summary>
    private DeviceException? Pump()
    {
        while (true)
        {
            if (socket.IsAborted)
            {
                return SshFaults.Aborted(target);
            }

            if (_closing)
            {
                // What was written before the closing still goes out, as far as the router takes it.
                Send();
                session.CloseChannel(GoodbyeMilliseconds);
                return SshFaults.Aborted(target);
            }

            var state = _isFull ? ReadState.Waiting : Receive();
            if (state is ReadState.Ended)
            {
                return OrderlyEnd();
            }

            if (state is ReadState.Failed || !Serve(state))
            {
                return session.IsAtEnd ? OrderlyEnd() : SshFaults.Lost(target, "the session", session.LastError);
            }

            // Sending takes packets off the socket too: whatever came with them would not wake the poll.
            if (state is ReadState.Waiting && !_hasSent)
            {
                socket.Wait(Wanted());
            }
        }
    }

    /// <summary>Null, unless it was this side that ended the connection: libssh cannot tell.</summary>
    private DeviceException? OrderlyEnd() => socket.IsAborted ? SshFaults.Aborted(target) : null;

    /// <summary>Sends what there is to send; false when the session is over and everything that came was read.</summary>
    private bool Serve(ReadState state)
    {
        _hasSent = false;
        if (!session.IsAlive)
        {
            return _isFull || state is ReadState.More;
        }

        return Send() && (!_isFull || !session.HasUnsentBytes || session.Flush(0));
    }

    private short Wanted() => (short)((_isFull ? 0 : Posix.PollIn) | (session.HasUnsentBytes ? Posix.PollOut : 0));

    private ReadState Receive()
    {
        var total = 0;
        var state = ReadState.More;
        while (state is ReadState.More && total < MaxBytesPerTurn)
        {
            var count = ReadOnce(standardError: false);
            if (count == 0)
            {
                count = ReadOnce(standardError: true);
            }

            // Looking for one stream takes packets of the other off the socket, where the poll would no longer see them.
            if (count == 0)
            {
                count = ReadOnce(standardError: false);
            }

            state = count switch
            {
                > 0 => ReadState.More,
                0 => ReadState.Waiting,
                Libssh.EndOfFile => ReadState.Ended,
                _ => session.IsAtEnd ? ReadState.Ended : ReadState.Failed,
            };
            total += Math.Max(count, 0);
        }

        if (total > 0)
        {
            Publish();
        }

        return state;
    }

    private int ReadOnce(bool standardError)
    {
        var count = session.Read(received.GetSpan(ReadBytes), standardError);
        if (count > 0)
        {
            received.Advance(count);
        }

        return count;
    }

    /// <summary>Tells the reader. A full pipe stops reading until it has room: the router then stops too, by SSH's window.</summary>
    private void Publish()
    {
        var flush = received.FlushAsync(CancellationToken.None);
        if (flush.IsCompletedSuccessfully)
        {
            return;
        }

        _isFull = true;
        _ = WakeWhenRoomAsync(flush);
    }

    private async Task WakeWhenRoomAsync(ValueTask<FlushResult> flush)
    {
        await flush;
        _isFull = false;
        socket.Wake();
    }

    /// <summary>Hands to libssh what it takes; false if it failed.</summary>
    private bool Send()
    {
        while (toSend.TryRead(out var read))
        {
            var taken = 0L;
            foreach (var segment in read.Buffer)
            {
                var count = segment.IsEmpty ? 0 : session.Write(segment.Span);
                if (count < 0)
                {
                    return false;
                }

                taken += count;
                _hasSent |= count > 0;
                if (count < segment.Length)
                {
                    break;
                }
            }

            toSend.AdvanceTo(read.Buffer.GetPosition(taken));
            if (taken < read.Buffer.Length || read.IsCompleted)
            {
                break;
            }
        }

        return true;
    }

    private enum ReadState
    {
        Waiting,
        More,
        Ended,
        Failed,
    }
}

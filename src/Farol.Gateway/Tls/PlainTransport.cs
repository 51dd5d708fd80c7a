using Farol.Gateway.Loop;
using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>
/// A socket in clear. It begins with system calls of its own; once it has shown that it carries small messages one after another it goes on through
/// the loop's ring, and back when much comes at once or its owner does not read.
/// </summary>
internal sealed class PlainTransport(int socket) : Transport
{
    /// <summary>Every return from the ring doubles what is asked before the next try, up to this.</summary>
    private const int MaxReadsBefore = 4096;

    private int _socket = socket;
    private EventLoop? _loop;
    private Pollable? _owner;
    private RingSocket? _ring;
    private int _readsBefore = int.MaxValue;
    private int _smallReads;
    private bool _isFull;

    public override bool HasPendingRead => _ring is { } ring && (ring.HasBytes || ring.HasEnded || ring.IsBroken);

    public override bool ShortReadDrains => _ring is not { HasLeft: true };

    public override int Sending => _ring?.Sending ?? 0;

    public override void OnWatched(EventLoop loop, Pollable owner) => (_loop, _owner, _readsBefore) = (loop, owner, loop.ReadsBeforeRing);

    public override void StayWithEpoll() => _readsBefore = int.MaxValue;

    public override int Read(Span<byte> into)
    {
        if (_ring is { } ring)
        {
            if (ring.HasBytes)
            {
                return ring.Read(into);
            }

            if (ring.IsBroken)
            {
                return Broken;
            }

            if (ring.HasEnded)
            {
                return 0;
            }

            if (!ring.HasLeft)
            {
                return WouldBlock;
            }

            // Nothing receives by the ring any more; a send under way is no reason to wait.
            _ = TryLeave(ring);
        }

        var count = Posix.Receive(_socket, into);
        if (count <= 0)
        {
            return count == 0 ? 0 : Failure();
        }

        _smallReads = count < IoUringBuffers.Bytes ? _smallReads + 1 : 0;
        if (_smallReads >= _readsBefore && count < into.Length && _ring is null)
        {
            TryJoin();
        }

        return count;
    }

    public override int Write(ReadOnlySpan<byte> bytes) => Write(bytes, default);

    public override int Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (_ring is not { } ring || TryLeave(ring))
        {
            return Send(first, second);
        }

        if (ring.IsSendBroken)
        {
            return Broken;
        }

        if (!_isFull && _loop!.Ring!.TrySend(ring, first, second))
        {
            return first.Length + second.Length;
        }

        // What is under way goes first; what is no small message goes by itself.
        var count = ring.Slot >= 0 ? WouldBlock : Send(first, second);
        if (count == WouldBlock)
        {
            _loop!.Ring!.WaitForRoom(ring);
        }

        return count;
    }

    public override HandshakeOutcome Handshake() => HandshakeOutcome.Done;

    public override bool IsAllSent()
    {
        if (_ring is not { Slot: >= 0 } ring)
        {
            return true;
        }

        _loop!.Ring!.WaitForRoom(ring);
        return false;
    }

    public override void ShutdownWrite()
    {
        if (_ring is { Slot: >= 0 } ring)
        {
            ring.EndsAfterSend = true;
        }
        else
        {
            Posix.ShutdownWrite(_socket);
        }
    }

    public override void Close()
    {
        if (_ring is { } ring)
        {
            _ring = null;
            _loop!.Ring!.Close(ring);
        }

        if (_socket >= 0)
        {
            _ = Posix.Close(_socket);
            _socket = -1;
        }
    }

    private static int Failure() => Posix.LastError is Errno.TryAgain or Errno.InterruptedCall ? WouldBlock : Broken;

    private int Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var count = second.IsEmpty ? Posix.Send(_socket, first) : Posix.Send(_socket, first, second);
        if (count < 0)
        {
            count = Failure();
        }

        // From then on each byte goes by itself: what the ring takes must not stand before a full socket when the connection ends.
        _isFull = count < first.Length + second.Length;
        return count;
    }

    /// <summary>Not while epoll is to tell when the socket takes bytes again.</summary>
    private void TryJoin()
    {
        if (_isFull || _loop is not { Ring: { } ring } loop)
        {
            return;
        }

        loop.Remove(_owner!);
        loop.Unwatch(_socket);
        _ring = ring.Join(_socket, _owner!);
        _readsBefore = Math.Min(_readsBefore * 2, MaxReadsBefore);
        _smallReads = 0;
    }

    /// <summary>True once epoll watches the socket again and the ring holds nothing of it.</summary>
    private bool TryLeave(RingSocket ring)
    {
        if (!ring.HasLeft || ring.HasBytes || !ring.IsQuiet || ring.Events != ReadyEvents.None || ring.HasEnded || ring.IsBroken || ring.IsSendBroken)
        {
            return false;
        }

        _ring = null;
        _loop!.Ring!.Forget(ring);
        return true;
    }
}

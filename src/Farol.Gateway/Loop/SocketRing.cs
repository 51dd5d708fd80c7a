using Farol.Gateway.Native;

namespace Farol.Gateway.Loop;

/// <summary>
/// The sockets of one loop that carry small messages one after another, by io_uring(7): what comes for them lies ready when the loop wakes, and
/// what a turn sends leaves with the call that waits for the next. All else stays with epoll(7), which the ring watches too.
/// </summary>
internal sealed partial class SocketRing : IDisposable
{
    private const int CallShift = 32;

    /// <summary>Some 1 300 outcomes; sockets that send faster than they are read leave the ring before.</summary>
    private const int MaxEnters = 64;

    private readonly EventLoop _loop;
    private readonly IoUring _ring;
    private readonly int _epoll;
    private readonly List<RingSocket> _sockets = [];
    private readonly Stack<RingSocket> _free = new();
    private readonly List<RingSocket> _ready = [];
    private int _count;

    private SocketRing(EventLoop loop, IoUring ring, int epoll)
    {
        (_loop, _ring, _epoll) = (loop, ring, epoll);
        _ring.PollRead(_epoll, Tag(RingCall.Epoll, 0));
    }

    /// <summary>Sockets that it carries now; any thread may read it.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>epoll has events that were not taken.</summary>
    public bool HasEvents { get; set; }

    /// <summary>Null with the error number where the kernel does not let it. Loop's thread only.</summary>
    public static SocketRing? TryCreate(EventLoop loop, int epoll, out int error) => IoUring.TryCreate(out error) is { } ring ? new SocketRing(loop, ring, epoll) : null;

    /// <summary>Takes a socket over from epoll; whatever stands in it is told as if it came now.</summary>
    public RingSocket Join(int descriptor, Pollable owner)
    {
        if (!_free.TryPop(out var socket))
        {
            socket = new RingSocket(this, _sockets.Count);
            _sockets.Add(socket);
        }

        socket.Begin(descriptor, owner);
        Volatile.Write(ref _count, _count + 1);
        Receive(socket);
        return socket;
    }

    /// <summary>Gives the kernel what was submitted and waits, as epoll_wait(2) does; what came is collected for <see cref="Dispatch"/>.</summary>
    public void Wait(int milliseconds)
    {
        _ring.Enter(HasEvents || _ready.Count > 0 ? 0 : milliseconds);
        Collect();
        for (var i = 0; i < MaxEnters && _ring.HasMore; i++)
        {
            _ring.Enter(0);
            Collect();
        }
    }

    /// <summary>Calls the owners of what came.</summary>
    public void Dispatch()
    {
        // What is told meanwhile came after this turn began, and is of the next.
        var count = _ready.Count;
        for (var i = 0; i < count; i++)
        {
            var socket = _ready[i];
            var events = socket.Events;
            (socket.IsReady, socket.Events) = (false, ReadyEvents.None);
            if (events != ReadyEvents.None && socket.Owner is { } owner)
            {
                _loop.Call(owner, events);
            }

            Settle(socket);
        }

        _ready.RemoveRange(0, count);
    }

    /// <summary>Sends all of it when the turn is over, together with what waits already; false when it must wait, or is not small.</summary>
    public bool TrySend(RingSocket socket, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var count = first.Length + second.Length;
        if (socket.Sending + count > IoUringBuffers.Bytes || (socket.Slot >= 0 && !_ring.IsWaiting(socket.SendPlace)))
        {
            return false;
        }

        var isNew = socket.Slot < 0;
        if (isNew && (socket.Slot = _ring.Buffers.RentSlot()) < 0)
        {
            return false;
        }

        var room = _ring.Buffers.Slot(socket.Slot)[socket.Sending..];
        first.CopyTo(room);
        second.CopyTo(room[first.Length..]);
        socket.Sending += count;
        if (isNew)
        {
            _ring.Send(socket.Descriptor, socket.Slot, count, Tag(RingCall.Send, socket.Index));
            socket.SendPlace = socket.LastPlace = _ring.LastPlace;
        }
        else
        {
            _ring.Lengthen(socket.SendPlace, socket.Sending);
        }

        return true;
    }

    /// <summary>The owner hears of it by <see cref="ReadyEvents.Write"/> when the socket takes bytes again.</summary>
    public void WaitForRoom(RingSocket socket)
    {
        socket.WantsWrite = true;
        if (socket.Slot < 0 && !socket.IsPolling && !socket.HasLeft)
        {
            socket.IsPolling = true;
            _ring.PollWrite(socket.Descriptor, Tag(RingCall.PollWrite, socket.Index));
            socket.LastPlace = _ring.LastPlace;
        }
    }

    /// <summary>The connection is over: what was given to be sent goes, all else ends. The descriptor is the caller's to close.</summary>
    public void Close(RingSocket socket)
    {
        (socket.Owner, socket.EndsAfterSend) = (null, false);
        Volatile.Write(ref _count, _count - (socket.HasLeft ? 0 : 1));
        if (!socket.IsQuiet)
        {
            if (_ring.IsWaiting(socket.LastPlace))
            {
                _ring.SubmitBeforeClose(socket.Descriptor, socket.LastPlace);
                Collect();
            }

            // What is under way holds the socket open until it is shut.
            Posix.Shutdown(socket.Descriptor);
        }

        socket.DropBytes();
        FreeIfQuiet(socket);
    }

    /// <summary>Its transport does without it from now on.</summary>
    public void Forget(RingSocket socket)
    {
        socket.Owner = null;
        FreeIfQuiet(socket);
    }

    public ReadOnlySpan<byte> Received(ReceivedPiece piece) => _ring.Buffers.Received(piece.Buffer, piece.Start, piece.Count);

    public void GiveBack(ReceivedPiece piece) => _ring.Buffers.GiveBack(piece.Buffer);

    public void Dispose() => _ring.Dispose();

    private static ulong Tag(RingCall call, int index) => ((ulong)call << CallShift) | (uint)index;

    private void Receive(RingSocket socket)
    {
        socket.IsReceiving = true;
        _ring.Receive(socket.Descriptor, Tag(RingCall.Receive, socket.Index));
        socket.LastPlace = _ring.LastPlace;
    }

    /// <summary>After its owner was called: receives on, leaves, or is free.</summary>
    private void Settle(RingSocket socket)
    {
        if (socket.Owner is not { } owner)
        {
            socket.DropBytes();
            FreeIfQuiet(socket);
            return;
        }

        if (socket.HasBytes && !socket.HasLeft)
        {
            // A slow receiver stops the sender through the kernel's window, which the ring would empty.
            socket.KeepBytes();
            socket.IsLeaving = true;
        }

        if (socket.IsReceiving)
        {
            if (socket.IsLeaving && !socket.IsCancelling)
            {
                socket.IsCancelling = true;
                _ring.Cancel(Tag(RingCall.Receive, socket.Index), Tag(RingCall.Cancel, 0));
            }
        }
        else if (socket.IsLeaving || socket.HasEnded || socket.IsBroken)
        {
            Leave(socket, owner);
        }
        else
        {
            Receive(socket);
        }
    }

    private void Leave(RingSocket socket, Pollable owner)
    {
        if (socket.HasLeft)
        {
            return;
        }

        socket.HasLeft = true;
        Volatile.Write(ref _count, _count - 1);
        if (!_loop.TryAdd(owner, socket.Descriptor, Pollable.Everything))
        {
            socket.IsBroken = true;
            _loop.Call(owner, ReadyEvents.Read | ReadyEvents.HangUp | ReadyEvents.Error);
        }
    }

    private void FreeIfQuiet(RingSocket socket)
    {
        // On the list of this turn it would be told what came for another.
        if (socket.IsQuiet && !socket.IsReady && !socket.IsFree)
        {
            socket.IsFree = true;
            _free.Push(socket);
        }
    }
}

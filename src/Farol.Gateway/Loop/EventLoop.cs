using System.Diagnostics;
using Farol.Gateway.Native;

namespace Farol.Gateway.Loop;

/// <summary>
/// One thread that waits for descriptors (epoll(7), edge-triggered), timers and work from other threads, and calls their owners.
/// Everything that hangs on a loop is touched by its thread only.
/// </summary>
internal sealed class EventLoop : IDisposable
{
    /// <summary>Longer than this and other connections notice; told to <see cref="Held"/>.</summary>
    public const int HeldMilliseconds = 20;

    /// <summary>A short-lived connection never reads as often: it would pay for the change and not gain by it.</summary>
    public const int UsualReadsBeforeRing = 16;

    private const int EventsAtOnce = 256;

    /// <summary>There were no descriptors or no memory for a ring: later there may be.</summary>
    private const int RingAgainMilliseconds = 60_000;

    private static readonly double _microsecondsPerTick = 1_000_000.0 / Stopwatch.Frequency;

    private readonly int _epoll = Posix.CreateEpoll();
    private readonly Mailbox _mailbox = new();
    private readonly EpollEvent[] _events = new EpollEvent[EventsAtOnce];
    private readonly Stack<int> _free = new();
    private readonly List<IWork> _again = [];
    private readonly List<IWork> _running = [];
    private Pollable?[] _pollables = new Pollable?[256];
    private uint[] _generations = new uint[256];
    private int _used;
    private SocketRing? _ring;
    private long _ringNotBefore;
    private volatile bool _stopping;

    /// <param name="index">The loop's place among its fellows, from 0.</param>
    /// <param name="readsBeforeRing">See <see cref="ReadsBeforeRing"/>; null: io_uring(7) is not used.</param>
    public EventLoop(int index, int? readsBeforeRing = null)
    {
        Index = index;
        ReadsBeforeRing = readsBeforeRing ?? int.MaxValue;
        _ringNotBefore = readsBeforeRing is null ? long.MaxValue : 0;
        RefreshClock();
        Timers = new TimerWheel(NowMilliseconds);
        Add(_mailbox, _mailbox.Descriptor, ReadyEvents.Read);
    }

    /// <summary>The clock that all loops read, for threads that are none.</summary>
    public static long ClockMicroseconds => (long)(Stopwatch.GetTimestamp() * _microsecondsPerTick);

    /// <summary>The loop's place among its fellows, from 0.</summary>
    public int Index { get; }

    public TimerWheel Timers { get; }

    public BufferPool Buffers { get; } = new();

    /// <summary>Monotonic time, read before each owner is called.</summary>
    public long NowMicroseconds { get; private set; }

    public long NowMilliseconds { get; private set; }

    /// <summary>Counts the batches of events: what one batch reports happened before anything that its owners do.</summary>
    public int Turn { get; private set; }

    /// <summary>An owner held the loop: its role and how long, in milliseconds. Called on the loop's thread.</summary>
    public Action<string, long>? Held { get; set; }

    /// <summary>An owner threw; it has been told to end. Called on the loop's thread.</summary>
    public Action<string, Exception>? Failed { get; set; }

    /// <summary>The ring could not be made, and why: all goes by epoll until it is tried again. Called on the loop's thread.</summary>
    public Action<string>? RingRefused { get; set; }

    /// <summary>Called once a turn, before the loop sleeps: where what a batch collected is given on.</summary>
    public Action? AfterTurn { get; set; }

    /// <summary>A connection goes on by io_uring(7) after so many small reads.</summary>
    public int ReadsBeforeRing { get; }

    /// <summary>Sockets that go by the ring now; any thread may read it.</summary>
    public int RingSockets => Volatile.Read(ref _ring)?.Count ?? 0;

    /// <summary>Made when a socket first asks for it, on the loop's thread, to which it belongs; null where there is none.</summary>
    public SocketRing? Ring
    {
        get
        {
            if (_ring is null && NowMilliseconds >= _ringNotBefore)
            {
                _ring = SocketRing.TryCreate(this, _epoll, out var error);
                if (_ring is null)
                {
                    _ringNotBefore = NowMilliseconds + RingAgainMilliseconds;
                    RingRefused?.Invoke(Posix.ErrorText(error));
                }
            }

            return _ring;
        }
    }

    /// <summary>Hands work to the loop from any thread; false when it is full or has ended.</summary>
    public bool TryPost(IWork work) => _mailbox.TryPost(work);

    /// <summary>Runs the work after everybody else had a turn. Loop's thread only.</summary>
    public void RunAgain(IWork work) => _again.Add(work);

    /// <summary>Watches a descriptor; false when the kernel refuses, and nothing is watched then.</summary>
    public bool TryAdd(Pollable pollable, int descriptor, ReadyEvents events)
    {
        var slot = _free.TryPop(out var freed) ? freed : Grow();
        if (Posix.Watch(_epoll, descriptor, events, ((ulong)_generations[slot] << 32) | (uint)slot) < 0)
        {
            _free.Push(slot);
            return false;
        }

        _pollables[slot] = pollable;
        pollable.Slot = slot;
        pollable.IsLevelTriggered = (events & ReadyEvents.EdgeTriggered) == 0;
        return true;
    }

    /// <exception cref="SocketCallException">The kernel refuses to watch it.</exception>
    public void Add(Pollable pollable, int descriptor, ReadyEvents events)
    {
        if (!TryAdd(pollable, descriptor, events))
        {
            throw new SocketCallException("epoll_ctl", Posix.LastError);
        }
    }

    /// <summary>Forgets it; events of this turn that are still to come are dropped. Closing the descriptor is the owner's.</summary>
    public void Remove(Pollable pollable)
    {
        var slot = pollable.Slot;
        if (slot >= 0)
        {
            _pollables[slot] = null;
            _generations[slot]++;
            _free.Push(slot);
            pollable.Slot = -1;
        }
    }

    /// <summary>After <see cref="Remove"/>, for a descriptor that stays open: another owner may watch it then.</summary>
    public void Unwatch(int descriptor) => Posix.Unwatch(_epoll, descriptor);

    /// <summary>Tells an owner what became ready. Loop's thread only.</summary>
    public void Call(Pollable pollable, ReadyEvents events)
    {
        try
        {
            pollable.OnReady(events);
        }
        catch (Exception wrong)
        {
            // An error of ours costs one connection, never the loop and all the others on it.
            Failed?.Invoke(pollable.Role, wrong);
            pollable.OnFault();
        }

        Watch(pollable.Role);
    }

    /// <summary>Runs until <see cref="Stop"/>. The calling thread is the loop's from now on.</summary>
    public void Run()
    {
        while (!_stopping)
        {
            AfterTurn?.Invoke();
            var count = Wait(_again.Count > 0 ? 0 : Timers.SleepMilliseconds(NowMilliseconds));
            RefreshClock();
            Turn++;
            _ring?.Dispatch();
            for (var i = 0; i < count; i++)
            {
                Dispatch(_events[i]);
            }

            Timers.Advance(NowMilliseconds);
            Watch("timers");
            RunAgain();
        }
    }

    /// <summary>Ends <see cref="Run"/> after the turn under way; callable from any thread.</summary>
    public void Stop()
    {
        _stopping = true;
        Posix.Signal(_mailbox.Descriptor);
    }

    public void Dispose()
    {
        _mailbox.Dispose();
        _ring?.Dispose();
        _ = Posix.Close(_epoll);
    }

    /// <summary>Waits for events, by the ring where there is one: it watches epoll too.</summary>
    private int Wait(int milliseconds)
    {
        if (_ring is null)
        {
            return Posix.Wait(_epoll, _events, milliseconds);
        }

        _ring.Wait(milliseconds);
        if (!_ring.HasEvents)
        {
            return 0;
        }

        var count = Posix.Wait(_epoll, _events, 0);
        _ring.HasEvents = count == EventsAtOnce;
        return count;
    }

    private void RunAgain()
    {
        if (_again.Count == 0)
        {
            return;
        }

        _running.AddRange(_again);
        _again.Clear();
        foreach (var work in _running)
        {
            work.Run();
            Watch("a long body");
        }

        _running.Clear();
    }

    private void Dispatch(in EpollEvent ready)
    {
        var slot = (int)(uint)ready.Data;
        if (_generations[slot] == (uint)(ready.Data >> 32) && _pollables[slot] is { } pollable)
        {
            if (_ring is not null && pollable.IsLevelTriggered)
            {
                // epoll does not wake the ring again for what the owner leaves standing.
                _ring.HasEvents = true;
            }

            Call(pollable, (ReadyEvents)ready.Events);
        }
    }

    /// <summary>Reads the clock for the next owner, and with it how long the last one took.</summary>
    private void Watch(string role)
    {
        var before = NowMilliseconds;
        RefreshClock();
        if (NowMilliseconds - before > HeldMilliseconds)
        {
            Held?.Invoke(role, NowMilliseconds - before);
        }
    }

    private void RefreshClock()
    {
        NowMicroseconds = ClockMicroseconds;
        NowMilliseconds = NowMicroseconds / 1000;
    }

    private int Grow()
    {
        if (_used == _pollables.Length)
        {
            Array.Resize(ref _pollables, _used * 2);
            Array.Resize(ref _generations, _used * 2);
        }

        return _used++;
    }
}

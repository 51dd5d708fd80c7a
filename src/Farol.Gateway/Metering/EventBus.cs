using System.Numerics;

namespace Farol.Gateway.Metering;

/// <summary>
/// Events from any thread to one reader, bounded and without locks: a ring whose slots carry the turn in which they may be written or read
/// (Vyukov's bounded queue). When it is full the event is dropped and counted: whoever serves requests never waits.
/// </summary>
internal sealed class EventBus
{
    /// <summary>A flood of violations fills any bound; this many lines are still worth reading. 1 MB.</summary>
    public const int DefaultMaxEvents = 4096;

    private readonly Slot[] _slots;
    private readonly int _mask;
    private readonly TimeProvider _time;
    private long _tail;
    private long _head;
    private long _dropped;
    private TaskCompletionSource? _awaited;

    public EventBus(TimeProvider time, int maxEvents = DefaultMaxEvents)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)maxEvents);
        _slots = new Slot[size];
        _mask = size - 1;
        _time = time;
        for (var i = 0; i < size; i++)
        {
            _slots[i].Turn = i;
        }
    }

    public long Dropped => Interlocked.Read(ref _dropped);

    public long Published => Interlocked.Read(ref _tail);

    /// <summary>The time to put on an event.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>From any thread. False: there was no room.</summary>
    public bool TryPublish(in GatewayEvent happened)
    {
        while (true)
        {
            var tail = Volatile.Read(ref _tail);
            ref var slot = ref _slots[tail & _mask];
            var ahead = Volatile.Read(ref slot.Turn) - tail;
            if (ahead < 0)
            {
                Interlocked.Increment(ref _dropped);
                return false;
            }

            if (ahead == 0 && Interlocked.CompareExchange(ref _tail, tail + 1, tail) == tail)
            {
                slot.Event = happened;
                Volatile.Write(ref slot.Turn, tail + 1);
                Wake();
                return true;
            }
        }
    }

    /// <summary>Ends when there is something to read, for the one reader; now and then without. An idle gateway wakes nobody.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _awaited, awaited);
        // Either the publisher sees the mark or this sees the event.
        Interlocked.MemoryBarrier();
        if (!HasNext())
        {
            await awaited.Task.WaitAsync(cancellationToken);
        }

        Volatile.Write(ref _awaited, null);
    }

    /// <summary>By the one reader.</summary>
    public bool TryRead(out GatewayEvent happened)
    {
        ref var slot = ref _slots[_head & _mask];
        if (Volatile.Read(ref slot.Turn) != _head + 1)
        {
            happened = default;
            return false;
        }

        happened = slot.Event;
        slot.Event = default;
        Volatile.Write(ref slot.Turn, _head + _slots.Length);
        _head++;
        return true;
    }

    private bool HasNext() => Volatile.Read(ref _slots[_head & _mask].Turn) == _head + 1;

    private void Wake()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _awaited) is not null)
        {
            Interlocked.Exchange(ref _awaited, null)?.TrySetResult();
        }
    }

    private struct Slot
    {
        public long Turn;
        public GatewayEvent Event;
    }
}

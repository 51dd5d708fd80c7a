using System.Collections.Concurrent;
using Farol.Gateway.Native;

namespace Farol.Gateway.Loop;

/// <summary>The bounded queue by which other threads reach a loop; an eventfd wakes it.</summary>
internal sealed class Mailbox : Pollable, IDisposable
{
    /// <summary>As many as connections that a burst may hand over between two turns of a loop.</summary>
    public const int MaxWaiting = 16_384;

    private readonly ConcurrentQueue<IWork> _waiting = new();
    private readonly Lock _closing = new();
    private int _count;
    private int _signalled;
    private bool _closed;

    public int Descriptor { get; } = Posix.CreateEvent();

    public override string Role => "work from other threads";

    /// <summary>False when the queue is full or the loop has ended: the caller keeps what it wanted to hand over.</summary>
    public bool TryPost(IWork work)
    {
        lock (_closing)
        {
            if (_closed || Volatile.Read(ref _count) >= MaxWaiting)
            {
                return false;
            }

            _ = Interlocked.Increment(ref _count);
            _waiting.Enqueue(work);
            if (Interlocked.Exchange(ref _signalled, 1) == 0)
            {
                Posix.Signal(Descriptor);
            }

            return true;
        }
    }

    public override void OnReady(ReadyEvents events)
    {
        Posix.ClearSignal(Descriptor);
        _ = Interlocked.Exchange(ref _signalled, 0);
        while (_waiting.TryDequeue(out var work))
        {
            _ = Interlocked.Decrement(ref _count);
            work.Run();
        }
    }

    public void Dispose()
    {
        lock (_closing)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        while (_waiting.TryDequeue(out var work))
        {
            work.Discard();
        }

        _ = Posix.Close(Descriptor);
    }
}

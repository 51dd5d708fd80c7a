using System.Buffers;

namespace Farol.Live;

/// <summary>
/// Takes a view's news to its clients on pool threads: the publisher never sends, and one walk serves any number of publications that
/// came until it began. A walk goes in pieces, so that several threads can share it and other work comes in between.
/// </summary>
/// <param name="begin">Makes what is only made now; called once a walk, before its first piece.</param>
internal sealed class FanOut(SubscriptionList subscriptions, FanOutQueue queue, Action begin)
{
    private const int Idle = 0;
    private const int Walking = 1;
    private const int WalkAgain = 2;
    private const int PieceSize = 64;
    private int _state;
    private int _nextStart;
    private int _walkers;

    /// <summary>Only under the queue's lock.</summary>
    public FanOutStage Stage { get; set; }

    public int Clients => subscriptions.Count;

    /// <summary>Asks that every client gets what there is by now. Allocates nothing.</summary>
    public void Request()
    {
        if (Interlocked.Exchange(ref _state, WalkAgain) == Idle)
        {
            Start();
        }
    }

    public void Begin()
    {
        Interlocked.Exchange(ref _state, Walking);
        begin();
    }

    /// <summary>Only under the queue's lock: gives the next piece to the caller, who must walk it.</summary>
    /// <returns>False when every piece has been given away.</returns>
    public bool TryClaim(out int start)
    {
        start = _nextStart;
        if (start >= subscriptions.Count)
        {
            return false;
        }

        _nextStart += PieceSize;
        Interlocked.Increment(ref _walkers);
        return true;
    }

    public void Walk(int start)
    {
        var piece = ArrayPool<LiveClient?>.Shared.Rent(PieceSize);
        var count = subscriptions.Copy(start, piece.AsSpan(0, PieceSize));
        foreach (var client in piece.AsSpan(0, count))
        {
            client!.Pump();
        }

        ArrayPool<LiveClient?>.Shared.Return(piece, clearArray: true);
        Leave();
    }

    /// <summary>The last one out looks whether there is news since.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _walkers) == 0 && Interlocked.CompareExchange(ref _state, Idle, Walking) != Walking)
        {
            Start();
        }
    }

    private void Start()
    {
        // One for the queue itself, which leaves when it has given every piece away.
        Volatile.Write(ref _walkers, 1);
        Volatile.Write(ref _nextStart, 0);
        queue.Add(this);
    }
}

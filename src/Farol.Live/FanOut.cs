using System.Buffers;

namespace Farol.Live;

/// <summary>
/// Takes a view's news to its clients on pool threads: the publisher never sends, one walk serves any number of publications that
/// came meanwhile, and a large audience is walked by several threads in pieces, other work in between.
/// </summary>
internal sealed class FanOut(SubscriptionList subscriptions) : IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Walking = 1;
    private const int WalkAgain = 2;
    private const int PieceSize = 64;

    // Below this a second thread costs more to wake than it saves.
    private const int ClientsPerThread = 256;
    private int _state;
    private int _nextStart;
    private int _threads;

    /// <summary>Asks that every client gets what there is by now. Allocates nothing.</summary>
    public void Request()
    {
        if (Interlocked.Exchange(ref _state, WalkAgain) == Idle)
        {
            Start();
        }
    }

    public void Execute()
    {
        if (WalkPiece())
        {
            // Behind whatever else waits for a thread: the transport's own work for the piece before is among it.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else if (Interlocked.Decrement(ref _threads) == 0 && Interlocked.CompareExchange(ref _state, Idle, Walking) != Walking)
        {
            Start();
        }
    }

    private void Start()
    {
        var threads = Math.Min(Environment.ProcessorCount, 1 + (subscriptions.Count / ClientsPerThread));
        Volatile.Write(ref _nextStart, 0);
        Volatile.Write(ref _threads, threads);
        Interlocked.Exchange(ref _state, Walking);
        for (var i = 0; i < threads; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <returns>False when there was no piece left.</returns>
    private bool WalkPiece()
    {
        var piece = ArrayPool<LiveClient?>.Shared.Rent(PieceSize);
        var start = Interlocked.Add(ref _nextStart, PieceSize) - PieceSize;
        var count = subscriptions.Copy(start, piece.AsSpan(0, PieceSize));
        foreach (var client in piece.AsSpan(0, count))
        {
            client!.Pump();
        }

        ArrayPool<LiveClient?>.Shared.Return(piece, clearArray: true);
        return count > 0;
    }
}

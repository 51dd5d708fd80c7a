using System.Buffers;

namespace Farol.Live;

/// <summary>
/// Takes a view's news to its clients on pool threads: the publisher never sends, one walk serves any number of publications that
/// came meanwhile, and a large audience is walked by several threads in pieces.
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
        var piece = ArrayPool<LiveClient?>.Shared.Rent(PieceSize);
        try
        {
            WalkPieces(piece.AsSpan(0, PieceSize));
        }
        finally
        {
            ArrayPool<LiveClient?>.Shared.Return(piece, clearArray: true);
        }

        if (Interlocked.Decrement(ref _threads) == 0 && Interlocked.CompareExchange(ref _state, Idle, Walking) != Walking)
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

    private void WalkPieces(Span<LiveClient?> piece)
    {
        while (true)
        {
            var start = Interlocked.Add(ref _nextStart, PieceSize) - PieceSize;
            var count = subscriptions.Copy(start, piece);
            if (count == 0)
            {
                return;
            }

            foreach (var client in piece[..count])
            {
                client!.Pump();
            }
        }
    }
}

namespace Farol.Live;

/// <summary>
/// The walks that are to be done, one audience after the other, each by a few threads: walking all at once would make every one of them
/// late.
/// </summary>
internal sealed class FanOutQueue : IThreadPoolWorkItem
{
    // Below this a second thread costs more to wake than it saves.
    private const int ClientsPerThread = 256;
    private readonly Lock _gate = new();
    private readonly Queue<FanOut> _walks = new();
    private int _threads;

    public void Add(FanOut walk)
    {
        lock (_gate)
        {
            walk.Stage = FanOutStage.Waiting;
            _walks.Enqueue(walk);
            if (_threads > 0)
            {
                return;
            }

            _threads++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute()
    {
        if (TakePiece(out var start) is { } walk)
        {
            walk.Walk(start);

            // Behind whatever else waits for a thread.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <returns><c>null</c> when there is nothing to do for this thread, which then leaves.</returns>
    private FanOut? TakePiece(out int start)
    {
        while (true)
        {
            FanOut? first;
            bool isDone;
            lock (_gate)
            {
                start = 0;
                if (!_walks.TryPeek(out first) || first.Stage == FanOutStage.Beginning)
                {
                    _threads--;
                    return null;
                }

                if (first.Stage == FanOutStage.Begun && first.TryClaim(out start))
                {
                    return first;
                }

                isDone = first.Stage == FanOutStage.Begun;
                if (isDone)
                {
                    _walks.Dequeue();
                }
                else
                {
                    first.Stage = FanOutStage.Beginning;
                }
            }

            if (isDone)
            {
                first.Leave();
            }
            else
            {
                Begin(first);
            }
        }
    }

    private void Begin(FanOut walk)
    {
        walk.Begin();
        var more = Math.Min(Environment.ProcessorCount, 1 + (walk.Clients / ClientsPerThread));
        lock (_gate)
        {
            walk.Stage = FanOutStage.Begun;
            (more, _threads) = (Math.Max(0, more - _threads), Math.Max(more, _threads));
        }

        for (; more > 0; more--)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}

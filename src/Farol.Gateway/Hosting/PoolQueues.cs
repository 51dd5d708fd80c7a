using Farol.Gateway.Forwarding;
using Farol.Gateway.Loop;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Hosting;

/// <summary>Requests of one loop that wait because every backend of their pool is at its bound, first come first served.</summary>
internal sealed class PoolQueues : ITimed
{
    /// <summary>A place that became free on another loop is noticed after so long at most.</summary>
    private const int LookAgainMilliseconds = 16;

    private readonly GatewayLoop _gateway;
    private readonly LoopTimer _timer;
    private readonly Dictionary<int, LinkedList<Exchange>> _byPool = [];
    private int _waiting;

    public PoolQueues(GatewayLoop gateway)
    {
        _gateway = gateway;
        _timer = new LoopTimer(this);
    }

    /// <summary>How many wait for a pool now.</summary>
    public int CountOf(Pool pool) => _byPool.TryGetValue(pool.Index, out var queue) ? queue.Count : 0;

    /// <summary>False when as many wait as the pool allows.</summary>
    public bool TryAdd(Exchange exchange, Pool pool)
    {
        if (!_byPool.TryGetValue(pool.Index, out var queue))
        {
            queue = new LinkedList<Exchange>();
            _byPool.Add(pool.Index, queue);
        }

        if (queue.Count >= pool.Settings.MaxQueue)
        {
            return false;
        }

        _ = queue.AddLast(exchange);
        _waiting++;
        LookAgainSoon();
        return true;
    }

    public void Remove(Exchange exchange, Pool pool)
    {
        if (_byPool.TryGetValue(pool.Index, out var queue) && queue.Remove(exchange))
        {
            _waiting--;
        }
    }

    /// <summary>A request to the pool has ended: the next may have its place.</summary>
    public void OnPlaceFree(Pool pool)
    {
        if (_waiting > 0 && _byPool.TryGetValue(pool.Index, out var queue))
        {
            Serve(queue);
        }
    }

    public void OnDue(LoopTimer timer)
    {
        foreach (var queue in _byPool.Values)
        {
            Serve(queue);
        }

        LookAgainSoon();
    }

    private void Serve(LinkedList<Exchange> queue)
    {
        while (queue.First is { } first)
        {
            queue.RemoveFirst();
            _waiting--;
            if (!first.Value.TryLeaveQueue())
            {
                queue.AddFirst(first);
                _waiting++;
                return;
            }
        }
    }

    private void LookAgainSoon()
    {
        if (_waiting > 0 && _timer.Due == long.MaxValue)
        {
            _gateway.Loop.Timers.Set(_timer, _gateway.Loop.NowMilliseconds + LookAgainMilliseconds);
        }
    }
}

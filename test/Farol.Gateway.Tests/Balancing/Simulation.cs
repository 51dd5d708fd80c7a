using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Tests.Balancing;

/// <summary>
/// Requests that arrive at random (Poisson) and are served by backends with a mean service time and a number of workers each; one clock
/// for all. Says how many each backend got and how long requests took.
/// </summary>
internal sealed class Simulation(PoolUnderTest pool, Func<string, double> meanServiceMicroseconds, int workers = 4, int seed = 7)
{
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<(Backend Backend, PoolSelector Selector, long Since), long> _done = new();
    private readonly Dictionary<string, PriorityQueue<int, long>> _freeAt = [];

    public Dictionary<string, int> Chosen { get; } = pool.Settings.Backends.ToDictionary(b => b.Id, _ => 0);

    public List<double> Latencies { get; } = [];

    public double Percentile(double share) => Latencies.Order().ElementAt((int)(Latencies.Count * share));

    public void Run(int requests, double perSecond, params PoolSelector[] selectors)
    {
        for (var i = 0; i < requests; i++)
        {
            var next = pool.Now + (long)(-Math.Log(1 - _random.NextDouble()) * 1_000_000 / perSecond);
            while (_done.TryPeek(out _, out var at) && at <= next)
            {
                End();
            }

            pool.Now = next;
            var selector = selectors[i % selectors.Length];
            var backend = selector.Select(new SelectionKey { ClientHash = (ulong)_random.NextInt64() }, [], pool.Now)
                ?? throw new InvalidOperationException($"nobody took it: {selector.Reason}");
            Chosen[backend.Id]++;
            _done.Enqueue((backend, selector, pool.Now), Finish(backend.Id));
        }

        while (_done.Count > 0)
        {
            End();
        }
    }

    /// <summary>First come, first served by the backend's workers.</summary>
    private long Finish(string id)
    {
        if (!_freeAt.TryGetValue(id, out var free))
        {
            _freeAt[id] = free = new PriorityQueue<int, long>(Enumerable.Range(0, workers).Select(w => (w, 0L)));
        }

        free.TryDequeue(out var worker, out var freeAt);
        var service = (long)(-Math.Log(1 - _random.NextDouble()) * meanServiceMicroseconds(id));
        var end = Math.Max(freeAt, pool.Now) + service;
        free.Enqueue(worker, end);
        return end;
    }

    private void End()
    {
        _done.TryDequeue(out var request, out var at);
        pool.Now = Math.Max(pool.Now, at);
        var latency = at - request.Since;
        Latencies.Add(latency);
        request.Selector.End(request.Backend, Outcome.Success, latency, pool.Now);
    }
}

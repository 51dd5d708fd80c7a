using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Health;

/// <summary>
/// Sets aside backends that answer far slower than the median of their tier. Asked once in a while from an ordinary thread, since it compares
/// all backends of a pool.
/// </summary>
internal sealed class LatencyOutliers(PassiveHealth passive)
{
    /// <summary>Of two one cannot say which is the odd one.</summary>
    public const int MinBackends = 3;

    /// <summary>Below this, differences are nobody's trouble.</summary>
    public const double MinMicroseconds = 5_000;

    private readonly Dictionary<Backend, Seen> _seen = [];

    /// <summary>Looks at every pool whose window has passed.</summary>
    public void Sweep(GatewaySnapshot snapshot, long nowMicroseconds)
    {
        foreach (var pool in snapshot.Pools)
        {
            var settings = pool.Settings.PassiveHealth;
            if (settings.Enabled && settings.LatencyOutlierPercent > 0)
            {
                Sweep(pool, nowMicroseconds);
            }
        }

        if (_seen.Count > 2 * snapshot.BackendStates.Length)
        {
            var known = snapshot.BackendStates.Select(b => b.Backend).ToHashSet();
            foreach (var gone in _seen.Keys.Where(b => !known.Contains(b)).ToList())
            {
                _seen.Remove(gone);
            }
        }
    }

    private void Sweep(Pool pool, long now)
    {
        var settings = pool.Settings.PassiveHealth;
        foreach (var tier in pool.Backends.GroupBy(b => b.State.Priority))
        {
            var means = tier.Select(b => (Backend: b, Mean: Mean(b, settings.MinimumRequests, settings.Window, now)))
                .Where(m => m.Mean is not null)
                .OrderBy(m => m.Mean)
                .ToList();
            if (means.Count < MinBackends)
            {
                continue;
            }

            var median = means[(means.Count - 1) / 2].Mean!.Value;
            var bound = Math.Max(median * settings.LatencyOutlierPercent / 100.0, median + MinMicroseconds);
            foreach (var (backend, mean) in means.Where(m => m.Mean > bound && m.Backend.Health.IsUsable))
            {
                passive.TryEject(pool, backend, $"it took {mean / 1_000:0.#} ms on average where the median of its tier is {median / 1_000:0.#} ms", now);
            }
        }
    }

    /// <summary>Mean latency since the last look; null: too few answers, or not long enough ago.</summary>
    private double? Mean(Backend backend, int minimumRequests, TimeSpan window, long now)
    {
        long answers = 0;
        long total = 0;
        foreach (ref readonly var figures in backend.AllFigures)
        {
            answers += Volatile.Read(in figures.Successes);
            total += Volatile.Read(in figures.LatencyTotalMicroseconds);
        }

        var before = _seen.GetValueOrDefault(backend);
        if (before is null || now - before.AtMicroseconds >= window.TotalMicroseconds)
        {
            _seen[backend] = new Seen(now, answers, total);
        }

        return before is not null && _seen[backend] != before && answers - before.Answers >= Math.Max(1, minimumRequests)
            ? (total - before.Total) / (double)(answers - before.Answers)
            : null;
    }

    private sealed record Seen(long AtMicroseconds, long Answers, long Total);
}

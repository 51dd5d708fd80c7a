namespace Farol.Monitor.Endpoints;

/// <summary>
/// Counts requests by kind and caller in windows of a minute. The framework's partitioned limiter does the same and wakes ten times a
/// second even while nobody asks, which was the larger part of what an idle program cost.
/// </summary>
internal sealed class MinuteLimits(TimeProvider time)
{
    /// <summary>Callers that are remembered; beyond it those whose minute is over leave, and if none is, all begin anew.</summary>
    internal const int MaxCallers = 20_000;

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string Caller), (long Start, int Count)> _callers = [];

    /// <summary>Counts one request.</summary>
    /// <returns>Null when it may go on, otherwise how long to wait.</returns>
    public TimeSpan? Take(string kind, string caller, int perMinute)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            var key = (kind, caller);
            var known = _callers.TryGetValue(key, out var window);
            var left = _window - time.GetElapsedTime(window.Start, now);
            if (!known || left <= TimeSpan.Zero)
            {
                MakeRoom(now);
                _callers[key] = (now, 1);
                return perMinute > 0 ? null : _window;
            }

            if (window.Count >= perMinute)
            {
                return left;
            }

            _callers[key] = window with { Count = window.Count + 1 };
            return null;
        }
    }

    private void MakeRoom(long now)
    {
        if (_callers.Count < MaxCallers)
        {
            return;
        }

        foreach (var (key, window) in _callers)
        {
            if (time.GetElapsedTime(window.Start, now) >= _window)
            {
                _callers.Remove(key);
            }
        }

        if (_callers.Count >= MaxCallers)
        {
            _callers.Clear();
        }
    }
}

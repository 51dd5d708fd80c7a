using Farol.Configuration.Gateway;

namespace Farol.Gateway.Health;

/// <summary>
/// Bounds retries to a share of the requests of the last ten seconds, and a few a second beyond it, so that a failing pool does not get
/// more load for failing. One for each pool and loop, used by that loop alone; the loops share the minimum evenly.
/// </summary>
internal sealed class RetryBudget(int loops)
{
    public const int WindowSeconds = 10;

    private const long MicrosecondsPerSecond = 1_000_000;
    private readonly int[] _requests = new int[WindowSeconds];
    private readonly int[] _retries = new int[WindowSeconds];
    private long _second = long.MinValue;
    private long _requestsInWindow;
    private long _retriesInWindow;

    /// <summary>Call for each request of a client, once.</summary>
    public void CountRequest(long nowMicroseconds)
    {
        var slot = Turn(nowMicroseconds);
        _requests[slot]++;
        _requestsInWindow++;
    }

    /// <summary>Takes a retry from the budget; false: it is spent.</summary>
    public bool TryTake(RetrySection settings, long nowMicroseconds)
    {
        var slot = Turn(nowMicroseconds);
        var allowed = (_requestsInWindow * settings.BudgetPercent / 100.0)
            + (settings.BudgetMinimumPerSecond * (double)WindowSeconds / loops);
        if (_retriesInWindow + 1 > allowed)
        {
            return false;
        }

        _retries[slot]++;
        _retriesInWindow++;
        return true;
    }

    private int Turn(long nowMicroseconds)
    {
        var second = nowMicroseconds / MicrosecondsPerSecond;
        if (_second == long.MinValue)
        {
            _second = second;
        }

        for (var passed = Math.Min(second - _second, WindowSeconds); passed > 0; passed--)
        {
            _second++;
            var stale = (int)(_second % WindowSeconds);
            _requestsInWindow -= _requests[stale];
            _retriesInWindow -= _retries[stale];
            _requests[stale] = 0;
            _retries[stale] = 0;
        }

        _second = Math.Max(_second, second);
        return (int)(_second % WindowSeconds);
    }
}

using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Health;

/// <summary>
/// The share of failures of one backend over all loops since the window began. It is looked at only when something failed, so that
/// successes cost nothing here; the window begins anew when it is older than its length.
/// </summary>
internal sealed class FailureWindow
{
    private Beginning _beginning = new(long.MinValue, 0, 0);

    /// <summary>Call when a failure has been counted. True when at least <paramref name="minimumRequests"/> ended in the window and so many of them failed.</summary>
    public bool Exceeds(Backend backend, int percent, int minimumRequests, TimeSpan length, long nowMicroseconds)
    {
        var (ended, failed) = Sum(backend);
        var seen = Volatile.Read(ref _beginning);
        if (seen.AtMicroseconds == long.MinValue || nowMicroseconds - seen.AtMicroseconds > length.TotalMicroseconds)
        {
            // The failure that called belongs to the new window.
            var next = new Beginning(nowMicroseconds, ended - 1, failed - 1);
            var found = Interlocked.CompareExchange(ref _beginning, next, seen);
            seen = found == seen ? next : found;
        }

        ended -= seen.Ended;
        failed -= seen.Failed;
        return ended >= minimumRequests && failed * 100 >= ended * percent;
    }

    /// <summary>Forgets what was: a backend that comes back is not judged by what it did before.</summary>
    public void Restart(Backend backend, long nowMicroseconds)
    {
        var (ended, failed) = Sum(backend);
        Volatile.Write(ref _beginning, new Beginning(nowMicroseconds, ended, failed));
    }

    private static (long Ended, long Failed) Sum(Backend backend)
    {
        long good = 0;
        long failed = 0;
        foreach (ref readonly var figures in backend.AllFigures)
        {
            good += Volatile.Read(in figures.Successes);
            failed += Volatile.Read(in figures.Failures);
        }

        return (good + failed, failed);
    }

    private sealed record Beginning(long AtMicroseconds, long Ended, long Failed);
}

using System.Net;

namespace Farol.Access.Throttling;

/// <summary>Slows down what anybody may try without a login, by address: registrations and one-time links.</summary>
internal sealed class AttemptThrottle(AccessOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly FailureTable _addresses = new(options.MaxAttemptsPerAddress, options.MaxLoginPause, options.MaxThrottledKeys);

    /// <summary>Counts a try; answers how long to wait instead, or null when it may go on.</summary>
    public TimeSpan? Begin(IPAddress? address)
    {
        var now = time.GetUtcNow();
        var from = LoginThrottle.Network(address);
        lock (_gate)
        {
            var pause = _addresses.PauseOf(from, now);
            if (pause > TimeSpan.Zero)
            {
                return pause;
            }

            _addresses.Count(from, now);
            return null;
        }
    }
}

namespace Farol.Control.Certificates.Acme;

/// <summary>When a certificate is ordered anew, and when an order that failed is tried again.</summary>
internal sealed class RenewalSchedule(Random random)
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromHours(6);

    /// <summary>At two thirds of its life, up to a tenth of the rest earlier or later: not all of them on one day.</summary>
    public DateTimeOffset Renewal(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var life = notAfter - notBefore;
        var jitter = life / 3 / 10 * ((random.NextDouble() * 2) - 1);
        return notBefore + (life * 2 / 3) + jitter;
    }

    /// <summary>Twice as long after each failure, from a minute to six hours, and up to a quarter more: authorities bound failures by the hour.</summary>
    /// <param name="attempts">Failures in a row, this one among them.</param>
    /// <param name="left">What is left of the certificate in use; null: there is none. The pause leaves time for three more tries.</param>
    public TimeSpan Pause(int attempts, TimeSpan? left)
    {
        var pause = _firstPause * Math.Pow(2, Math.Min(attempts - 1, 16));
        pause = pause < _longestPause ? pause : _longestPause;
        if (left is { } rest && rest > TimeSpan.Zero && rest / 4 < pause)
        {
            pause = rest / 4;
        }

        return (pause < _leastPause ? _leastPause : pause) * (1 + (random.NextDouble() / 4));
    }

    private static readonly TimeSpan _leastPause = TimeSpan.FromSeconds(5);
}

namespace Farol.Gateway.Health;

/// <summary>
/// Sets a backend aside for a while and lets it back by trial: passive ejection and the circuit breaker are both this machine, with other
/// numbers. Everything is one word that changes by compare-and-swap, since any loop may see the failure or carry the trial.
/// </summary>
internal sealed class TrialGate
{
    public const int MaxTrials = 255;

    /// <summary>A trial whose outcome nobody reported is given up after so long: longer than most answers, shorter than an outage.</summary>
    public const long MaxTrialMicroseconds = 30_000_000;

    private const int MaxTimes = 63;
    private const int TimesShift = 2;
    private const int TrialsShift = 8;
    private const int GoodShift = 16;
    private const int WhenShift = 24;
    private const long MicrosecondsPerUnit = 1_000;

    private long _word;

    private enum Phase : long
    {
        Closed,
        Aside,
        Trial,
    }

    /// <summary>Nothing stands against the backend.</summary>
    public bool IsClosed => PhaseOf(Volatile.Read(ref _word)) == Phase.Closed;

    public bool IsOnTrial => PhaseOf(Volatile.Read(ref _word)) == Phase.Trial;

    /// <summary>How often in a row it was set aside.</summary>
    public int Times => TimesOf(Volatile.Read(ref _word));

    /// <summary>Sets it aside, from service or from trial; each further time for twice as long.</summary>
    /// <returns>For how long; zero when it is aside already.</returns>
    public TimeSpan SetAside(TimeSpan first, TimeSpan most, long nowMicroseconds)
    {
        var now = nowMicroseconds / MicrosecondsPerUnit;
        while (true)
        {
            var seen = Volatile.Read(ref _word);
            if (PhaseOf(seen) == Phase.Aside)
            {
                return TimeSpan.Zero;
            }

            var times = TimesOf(seen);
            if (PhaseOf(seen) == Phase.Closed)
            {
                times = Math.Max(0, times - Forgiven(times, first, most, now - WhenOf(seen)));
            }

            times = Math.Min(times + 1, MaxTimes);
            var length = Length(times, first, most);
            var next = Word(Phase.Aside, times, 0, 0, now + (long)length.TotalMilliseconds);
            if (Interlocked.CompareExchange(ref _word, next, seen) == seen)
            {
                return length;
            }
        }
    }

    /// <summary>Whether a request would be let through, without taking a place.</summary>
    public bool MightAdmit(int trialsAtOnce, long nowMicroseconds)
    {
        var seen = Volatile.Read(ref _word);
        var now = nowMicroseconds / MicrosecondsPerUnit;
        return PhaseOf(seen) switch
        {
            Phase.Closed => true,
            Phase.Aside => now >= WhenOf(seen),
            _ => TrialsOf(seen) < trialsAtOnce || IsGivenUp(seen, now),
        };
    }

    /// <summary>Takes a place; in trial there are <paramref name="trialsAtOnce"/>.</summary>
    public bool TryAdmit(int trialsAtOnce, long nowMicroseconds)
    {
        var now = nowMicroseconds / MicrosecondsPerUnit;
        while (true)
        {
            var seen = Volatile.Read(ref _word);
            var phase = PhaseOf(seen);
            if (phase == Phase.Closed)
            {
                return true;
            }

            if (phase == Phase.Aside ? now < WhenOf(seen) : TrialsOf(seen) >= trialsAtOnce && !IsGivenUp(seen, now))
            {
                return false;
            }

            var isFirst = phase == Phase.Aside || IsGivenUp(seen, now);
            var next = isFirst
                ? Word(Phase.Trial, TimesOf(seen), 1, 0, now)
                : Word(Phase.Trial, TimesOf(seen), Math.Min(TrialsOf(seen) + 1, MaxTrials), GoodOf(seen), now);
            if (Interlocked.CompareExchange(ref _word, next, seen) == seen)
            {
                return true;
            }
        }
    }

    /// <summary>A good outcome.</summary>
    /// <returns>True when it was the trial's last that was needed: the backend is back.</returns>
    public bool Succeed(int needed, long nowMicroseconds)
    {
        while (true)
        {
            var seen = Volatile.Read(ref _word);
            if (PhaseOf(seen) != Phase.Trial)
            {
                return false;
            }

            var good = Math.Min(GoodOf(seen) + 1, MaxTrials);
            var isBack = good >= Math.Min(needed, MaxTrials);
            var next = isBack
                ? Word(Phase.Closed, TimesOf(seen), 0, 0, nowMicroseconds / MicrosecondsPerUnit)
                : Word(Phase.Trial, TimesOf(seen), Math.Max(0, TrialsOf(seen) - 1), good, WhenOf(seen));
            if (Interlocked.CompareExchange(ref _word, next, seen) == seen)
            {
                return isBack;
            }
        }
    }

    /// <summary>A trial that says nothing (the client went): its place is free again.</summary>
    public void Abandon()
    {
        while (true)
        {
            var seen = Volatile.Read(ref _word);
            if (PhaseOf(seen) != Phase.Trial || TrialsOf(seen) == 0)
            {
                return;
            }

            var next = Word(Phase.Trial, TimesOf(seen), TrialsOf(seen) - 1, GoodOf(seen), WhenOf(seen));
            if (Interlocked.CompareExchange(ref _word, next, seen) == seen)
            {
                return;
            }
        }
    }

    /// <summary>Lets it back whatever it did: the rule that set it aside is gone.</summary>
    public void Reset() => Volatile.Write(ref _word, 0);

    /// <summary>Good service as long as the last time aside forgets one time.</summary>
    private static int Forgiven(int times, TimeSpan first, TimeSpan most, long servedUnits)
    {
        var forgiven = 0;
        while (forgiven < times)
        {
            servedUnits -= (long)Length(times - forgiven, first, most).TotalMilliseconds;
            if (servedUnits < 0)
            {
                break;
            }

            forgiven++;
        }

        return forgiven;
    }

    private static TimeSpan Length(int times, TimeSpan first, TimeSpan most)
    {
        var length = first;
        for (var i = 1; i < times && length < most; i++)
        {
            length += length;
        }

        return length < most ? length : most;
    }

    private static bool IsGivenUp(long word, long now) => now - WhenOf(word) >= MaxTrialMicroseconds / MicrosecondsPerUnit;

    private static Phase PhaseOf(long word) => (Phase)(word & 3);

    private static int TimesOf(long word) => (int)(word >> TimesShift) & MaxTimes;

    private static int TrialsOf(long word) => (int)(word >> TrialsShift) & MaxTrials;

    private static int GoodOf(long word) => (int)(word >> GoodShift) & MaxTrials;

    private static long WhenOf(long word) => word >> WhenShift;

    private static long Word(Phase phase, int times, int trials, int good, long when) =>
        (long)phase | ((long)times << TimesShift) | ((long)trials << TrialsShift) | ((long)good << GoodShift) | (when << WhenShift);
}

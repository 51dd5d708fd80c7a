using Farol.Configuration.Gateway;

namespace Farol.Gateway.Health;

/// <summary>
/// Whether a backend may be used, and who says so. Lives as long as the backend, over every change of configuration. Loops read one word;
/// the rest is for reports and changes rarely.
/// </summary>
internal sealed class BackendHealth
{
    private readonly HealthVerdict?[] _verdicts = new HealthVerdict?[Enum.GetValues<HealthAuthority>().Length];
    private int _against;
    private int _isRefusing;
    private long _usableSinceMicroseconds = long.MinValue;

    /// <summary>Nobody stands against it.</summary>
    public bool IsUsable => Volatile.Read(ref _against) == 0;

    /// <summary>Since when it may be used: slow start counts from here. The lowest number until a loop has seen it.</summary>
    public long UsableSinceMicroseconds => Volatile.Read(ref _usableSinceMicroseconds);

    /// <summary>The latest word on it is that nothing listens there: even panic leaves it out while others remain.</summary>
    public bool IsRefusing
    {
        get => Volatile.Read(ref _isRefusing) != 0;
        set => Volatile.Write(ref _isRefusing, value ? 1 : 0);
    }

    public CircuitBreaker Breaker { get; } = new();

    public PassiveRecord Passive { get; } = new();

    public ActiveRecord Active { get; } = new();

    /// <summary>A loop begins to use it; the first one to say so sets the beginning.</summary>
    public void BeginUse(long nowMicroseconds) =>
        Interlocked.CompareExchange(ref _usableSinceMicroseconds, nowMicroseconds, long.MinValue);

    public bool IsAgainst(HealthAuthority authority) => (Volatile.Read(ref _against) & Bit(authority)) != 0;

    /// <summary>Whether a request could go there now, a trial among them, without taking the trial's place.</summary>
    public bool MightAdmit(BreakerSection? breaker, long nowMicroseconds)
    {
        var against = Volatile.Read(ref _against);
        return against == 0
            || ((against & (Bit(HealthAuthority.Operator) | Bit(HealthAuthority.Active))) == 0
                && ((against & Bit(HealthAuthority.Passive)) == 0 || Passive.Gate.MightAdmit(1, nowMicroseconds))
                && ((against & Bit(HealthAuthority.Breaker)) == 0 || Breaker.MightAdmit(breaker, nowMicroseconds)));
    }

    /// <summary>Takes the place of a trial where it needs one. The outcome must be reported.</summary>
    public bool TryAdmit(BreakerSection? breaker, long nowMicroseconds)
    {
        var against = Volatile.Read(ref _against);
        if (against == 0)
        {
            return true;
        }

        if ((against & (Bit(HealthAuthority.Operator) | Bit(HealthAuthority.Active))) != 0)
        {
            return false;
        }

        var isEjected = (against & Bit(HealthAuthority.Passive)) != 0;
        if (isEjected && !Passive.Gate.TryAdmit(1, nowMicroseconds))
        {
            return false;
        }

        if ((against & Bit(HealthAuthority.Breaker)) == 0 || Breaker.TryAdmit(breaker, nowMicroseconds))
        {
            return true;
        }

        if (isEjected)
        {
            Passive.Gate.Abandon();
        }

        return false;
    }

    /// <summary>A request that had a trial's place ended without saying anything of the backend.</summary>
    public void AbandonTrial()
    {
        if (!IsUsable)
        {
            Passive.Gate.Abandon();
            Breaker.Abandon();
        }
    }

    /// <summary>What an authority says; null: nothing yet.</summary>
    public HealthVerdict? Verdict(HealthAuthority authority) => Volatile.Read(ref _verdicts[(int)authority]);

    /// <summary>The word that counts: of the first authority against it, else of the one that judged it well last.</summary>
    public HealthVerdict? Verdict()
    {
        HealthVerdict? word = null;
        for (var i = 0; i < _verdicts.Length; i++)
        {
            var verdict = Volatile.Read(ref _verdicts[i]);
            if (verdict is { IsUsable: false })
            {
                return verdict;
            }

            word = verdict is not null && (word is null || verdict.Since > word.Since) ? verdict : word;
        }

        return word;
    }

    /// <summary>Records an authority's word.</summary>
    /// <param name="error">Null keeps the last one.</param>
    /// <returns>True when whether it may be used has changed.</returns>
    public bool Judge(HealthAuthority authority, HealthState state, string? error, DateTimeOffset now, long nowMicroseconds)
    {
        ref var place = ref _verdicts[(int)authority];
        var before = Volatile.Read(ref place);
        var since = before is not null && before.State == state ? before.Since : now;
        var verdict = new HealthVerdict(authority, state, since, error ?? before?.LastError);
        Volatile.Write(ref place, verdict);
        var bit = Bit(authority);
        var seen = verdict.IsUsable ? Interlocked.And(ref _against, ~bit) : Interlocked.Or(ref _against, bit);
        var wasUsable = seen == 0;
        var isUsable = verdict.IsUsable ? (seen & ~bit) == 0 : false;
        if (isUsable && !wasUsable)
        {
            Volatile.Write(ref _usableSinceMicroseconds, nowMicroseconds);
        }

        return wasUsable != isUsable;
    }

    private static int Bit(HealthAuthority authority) => 1 << (int)authority;
}

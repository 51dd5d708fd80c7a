namespace Farol.Gateway.Health;

/// <summary>What passive health remembers of one backend.</summary>
internal sealed class PassiveRecord
{
    private int _consecutiveFailures;
    private long _failedAtUtcTicks;
    private int _lastFailure;

    public TrialGate Gate { get; } = new();

    public FailureWindow Window { get; } = new();

    /// <summary>Over all loops.</summary>
    public int ConsecutiveFailures => Volatile.Read(ref _consecutiveFailures);

    /// <summary>The latest failed request, whether or not it had consequences; null: none yet.</summary>
    public (Outcome Outcome, DateTimeOffset At)? LastFailure =>
        Interlocked.Read(ref _failedAtUtcTicks) is > 0 and var ticks ? ((Outcome)Volatile.Read(ref _lastFailure), new DateTimeOffset(ticks, TimeSpan.Zero)) : null;

    public void NoteFailure(Outcome outcome, DateTimeOffset at)
    {
        Volatile.Write(ref _lastFailure, (int)outcome);
        Interlocked.Exchange(ref _failedAtUtcTicks, at.UtcTicks);
    }

    public int CountFailure() => Interlocked.Increment(ref _consecutiveFailures);

    /// <summary>Writes only when there is something to forget: on every success a shared cache line would be fought over.</summary>
    public void ForgetFailures()
    {
        if (Volatile.Read(ref _consecutiveFailures) != 0)
        {
            Volatile.Write(ref _consecutiveFailures, 0);
        }
    }
}

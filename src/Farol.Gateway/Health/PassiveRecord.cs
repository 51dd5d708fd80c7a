namespace Farol.Gateway.Health;

/// <summary>What passive health remembers of one backend.</summary>
internal sealed class PassiveRecord
{
    private int _consecutiveFailures;

    public TrialGate Gate { get; } = new();

    public FailureWindow Window { get; } = new();

    /// <summary>Over all loops.</summary>
    public int ConsecutiveFailures => Volatile.Read(ref _consecutiveFailures);

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

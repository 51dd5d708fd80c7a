namespace Farol.Control.Metrics;

/// <summary>When the control plane began.</summary>
internal sealed class ProgramStart(TimeProvider time)
{
    private readonly long _timestamp = time.GetTimestamp();

    public DateTimeOffset At { get; } = time.GetUtcNow();

    public long UptimeSeconds => (long)time.GetElapsedTime(_timestamp).TotalSeconds;
}

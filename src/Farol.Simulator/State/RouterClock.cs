namespace Farol.Simulator.State;

/// <summary>The router's wall clock: real time from the start on, times a factor, in the router's own zone.</summary>
internal sealed class RouterClock(TimeProvider time, double speed, TimeSpan utcOffset)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public DateTimeOffset Now
    {
        get
        {
            var elapsed = time.GetUtcNow() - _start;
            return (_start + (elapsed * speed)).ToOffset(utcOffset);
        }
    }
}

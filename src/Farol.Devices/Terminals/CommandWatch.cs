namespace Farol.Devices.Terminals;

/// <summary>Watches one command: its deadline, silence, and whoever waits for it. One timer, touched by no byte that comes.</summary>
internal sealed class CommandWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CommandBounds _bounds;
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _caller;
    private readonly ITimer _timer;
    private readonly long _started;
    private long _lastActivity;

    public CommandWatch(TimeProvider time, CommandBounds bounds, CancellationToken cancellationToken)
    {
        _time = time;
        _bounds = bounds;
        _started = _lastActivity = time.GetTimestamp();
        _timer = time.CreateTimer(static w => ((CommandWatch)w!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _caller = cancellationToken.UnsafeRegister(static w => ((CommandWatch)w!)._source.Cancel(), this);
        _timer.Change(Min(bounds.IdleTimeout, bounds.Timeout), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled at the deadline, after too long a silence, or by the caller.</summary>
    public CancellationToken Token => _source.Token;

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>True when silence ended the command, false when its deadline did.</summary>
    public bool WasSilent { get; private set; }

    public void Touch() => Volatile.Write(ref _lastActivity, _time.GetTimestamp());

    public void Dispose()
    {
        _timer.Dispose();
        _caller.Dispose();
        _source.Dispose();
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private void Check()
    {
        var silence = _bounds.IdleTimeout - _time.GetElapsedTime(Volatile.Read(ref _lastActivity));
        var remaining = _bounds.Timeout - Elapsed;
        if (silence > TimeSpan.Zero && remaining > TimeSpan.Zero)
        {
            // Rounded up: a timer may fire a fraction of a millisecond early.
            _timer.Change(Min(silence, remaining) + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            return;
        }

        WasSilent = remaining > TimeSpan.Zero;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command ended while the timer was firing.
        }
    }
}

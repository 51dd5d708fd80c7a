namespace Farol.Devices.Sessions;

/// <summary>What is known of one session: written by whoever has its turn, read by anybody.</summary>
internal sealed class SessionFigures(TimeProvider time)
{
    private long _activity;
    private long _busyTicks;
    private long _openedAtTicks;
    private long _activeAtTicks;
    private long _responseTicks = -1;

    public DateTimeOffset? OpenedAt => At(Volatile.Read(ref _openedAtTicks));

    public DateTimeOffset? LastActivity => At(Volatile.Read(ref _activeAtTicks));

    public TimeSpan? LastResponseTime => Volatile.Read(ref _responseTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    public RouterConnectionError? LastError { get; private set; }

    /// <summary>True when the last use ended with a failure of the connection.</summary>
    public bool IsFailing { get; private set; }

    public TimeSpan Busy => TimeSpan.FromTicks(Volatile.Read(ref _busyTicks));

    /// <summary>How long ago the router last answered.</summary>
    public TimeSpan Silence => time.GetElapsedTime(_activity);

    public void Opened()
    {
        Volatile.Write(ref _openedAtTicks, time.GetUtcNow().UtcTicks);
        IsFailing = false;
        Answered();
    }

    public void Closed() => Volatile.Write(ref _openedAtTicks, 0);

    public void Answered()
    {
        _activity = time.GetTimestamp();
        Volatile.Write(ref _activeAtTicks, time.GetUtcNow().UtcTicks);
    }

    /// <returns>True when it had been failing.</returns>
    public bool Worked(TimeSpan? responseTime)
    {
        Answered();
        if (responseTime is { } took)
        {
            Volatile.Write(ref _responseTicks, took.Ticks);
        }

        var wasFailing = IsFailing;
        IsFailing = false;
        return wasFailing;
    }

    public void Failed(DeviceException e, bool isOfConnection)
    {
        LastError = new RouterConnectionError(e.Fault, e.Message, time.GetUtcNow());
        IsFailing |= isOfConnection;
    }

    public void AddBusy(TimeSpan time) => Interlocked.Add(ref _busyTicks, time.Ticks);

    private static DateTimeOffset? At(long utcTicks) => utcTicks == 0 ? null : new DateTimeOffset(utcTicks, TimeSpan.Zero);
}

namespace Farol.Devices.Sessions;

/// <summary>
/// Decides whether a session may be opened now. After a failure that waiting may mend, the next try is due later and later, with a
/// random part so that many routers are not tried at once; after any other it is not due at all.
/// </summary>
internal sealed class CircuitBreaker(RouterConnectionSettings settings, TimeProvider time, Random random)
{
    private readonly Lock _gate = new();
    private bool _stopped;
    private bool _trying;
    private DateTimeOffset? _nextTry;
    private DeviceException? _last;

    /// <summary>The breaker of the other lane with the same credentials: what a person has to mend stops both.</summary>
    public CircuitBreaker? Twin { get; set; }

    public int FailuresInARow { get; private set; }

    public DateTimeOffset? NextTry
    {
        get
        {
            lock (_gate)
            {
                return _stopped ? null : _nextTry;
            }
        }
    }

    public CircuitState State
    {
        get
        {
            lock (_gate)
            {
                return _stopped ? CircuitState.Stopped
                    : _nextTry is not { } due ? CircuitState.Closed
                    : _trying || time.GetUtcNow() >= due ? CircuitState.HalfOpen
                    : CircuitState.Open;
            }
        }
    }

    /// <exception cref="DeviceException">Not now: <see cref="DeviceFault.CircuitOpen"/>, or the fault a person has to mend.</exception>
    public void Enter()
    {
        lock (_gate)
        {
            if (_stopped)
            {
                throw new DeviceException(
                    _last!.Fault, $"{_last.Message} (not tried again until the settings change or an operator connects)", _last);
            }

            if (_nextTry is { } due && time.GetUtcNow() < due)
            {
                var wait = due - time.GetUtcNow();
                throw new DeviceException(DeviceFault.CircuitOpen,
                    $"Next try in {Math.Ceiling(wait.TotalSeconds)} s; the last one failed: {_last!.Message}", _last);
            }

            _trying = true;
        }
    }

    /// <summary>A session opened. Only a command that works ends the row of failures: some routers let in and throw out at once.</summary>
    public void Opened()
    {
        lock (_gate)
        {
            _trying = false;
            _nextTry = null;
        }
    }

    /// <summary>The try was given up by whoever asked for it; it says nothing about the router.</summary>
    public void GivenUp()
    {
        lock (_gate)
        {
            _trying = false;
        }
    }

    public void Worked()
    {
        lock (_gate)
        {
            FailuresInARow = 0;
        }
    }

    public void Failed(DeviceException failure)
    {
        lock (_gate)
        {
            _trying = false;
            _last = failure;
            FailuresInARow++;
            _stopped |= !failure.IsRetryable;
            if (!_stopped && FailuresInARow >= settings.FailuresBeforeOpen)
            {
                _nextTry = time.GetUtcNow() + Backoff(failure.Fault);
            }
        }

        if (!failure.IsRetryable && Twin is not null && Twin != this)
        {
            Twin.Stop(failure);
        }
    }

    private void Stop(DeviceException failure)
    {
        lock (_gate)
        {
            _stopped = true;
            _last = failure;
        }
    }

    /// <summary>An operator asks, or the settings changed.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _stopped = _trying = false;
            _nextTry = null;
            FailuresInARow = 0;
        }
    }

    private TimeSpan Backoff(DeviceFault fault)
    {
        var (first, most) = fault == DeviceFault.TerminalsBusy
            ? (settings.BusyBackoffBase, settings.BusyBackoffMax)
            : (settings.BackoffBase, settings.BackoffMax);
        var doublings = Math.Min(30, FailuresInARow - settings.FailuresBeforeOpen);
        var wait = TimeSpan.FromTicks((long)Math.Min(most.Ticks, first.Ticks * Math.Pow(2, doublings)));
        return wait + (wait * 0.5 * random.NextDouble());
    }
}

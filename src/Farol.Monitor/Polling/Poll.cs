using Farol.Devices;
using Farol.Devices.Vrp;

namespace Farol.Monitor.Polling;

/// <summary>
/// One family of figures of one router: polled on an interval, never twice at once; whoever asks in between shares the poll under way.
/// </summary>
public sealed class Poll<T>
    where T : class
{
    /// <summary>A family may hold a terminal for a quarter of the time.</summary>
    private const int ShareOfTerminal = 4;

    private readonly Func<CancellationToken, Task<T>> _read;
    private readonly Func<Reading<T>, ValueTask> _succeeded;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Task<Reading<T>>? _running;
    private PollState _state;

    /// <param name="name">As status pages show it.</param>
    /// <param name="interval">Between the starts of two polls.</param>
    /// <param name="offset">Before the first poll: families of one router do not start together.</param>
    /// <param name="succeeded">Called after each successful poll, before anybody who waits for it goes on.</param>
    public Poll(
        string name,
        TimeSpan interval,
        TimeSpan offset,
        Func<CancellationToken, Task<T>> read,
        Func<Reading<T>, ValueTask> succeeded,
        TimeProvider time)
    {
        _read = read;
        _succeeded = succeeded;
        _time = time;
        Interval = interval;
        Offset = offset;
        _state = new PollState { Name = name, IntervalSeconds = interval.TotalSeconds, EffectiveIntervalSeconds = interval.TotalSeconds };
    }

    public TimeSpan Interval { get; }

    public TimeSpan Offset { get; }

    /// <summary>The last successful reading, or null.</summary>
    public Reading<T>? Current { get; private set; }

    public PollState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>True when the last reading is older than three intervals, or there is none.</summary>
    public bool IsStale => Current is not { } current || _time.GetUtcNow() - current.TakenAt > EffectiveInterval * 3;

    private TimeSpan EffectiveInterval => TimeSpan.FromSeconds(State.EffectiveIntervalSeconds);

    /// <summary>Polls until cancelled. Failures are kept in <see cref="State"/>; the next try comes at the next interval.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Plan(Offset);
        await Task.Delay(Offset, _time, cancellationToken);
        while (true)
        {
            var started = _time.GetTimestamp();
            try
            {
                await RefreshAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // Already in State; a poll that fails is no reason to stop polling.
            }

            var wait = EffectiveInterval - _time.GetElapsedTime(started);
            wait = wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
            Plan(wait);
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    /// <summary>Polls now, or joins the poll under way.</summary>
    /// <exception cref="DeviceException">The router could not be asked.</exception>
    /// <exception cref="VrpParseException">It answered what is no such output.</exception>
    public Task<Reading<T>> RefreshAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // The shared poll does not end when one of those who wait for it gives up.
            _running ??= PollOnceAsync();
            return _running.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The last reading if it is younger than <paramref name="ttl"/>, else a fresh one; the old one where that fails.</summary>
    public async Task<Answer<T>> GetAsync(TimeSpan ttl, CancellationToken cancellationToken)
    {
        if (Current is { } current && _time.GetUtcNow() - current.TakenAt <= ttl)
        {
            return new Answer<T>(current, IsCached: true, IsStale: false, Reason: null);
        }

        try
        {
            return new Answer<T>(await RefreshAsync(cancellationToken), IsCached: false, IsStale: false, Reason: null);
        }
        catch (Exception failure) when (failure is DeviceException or VrpParseException && Current is not null)
        {
            return new Answer<T>(Current, IsCached: true, IsStale: true, failure.Message);
        }
    }

    private async Task<Reading<T>> PollOnceAsync()
    {
        await Task.Yield();
        var started = _time.GetTimestamp();
        var cost = PollCost.Begin();
        try
        {
            // Cancellation belongs to the connection, which ends every command when the router is removed.
            var value = await _read(CancellationToken.None);
            var reading = new Reading<T>(value, _time.GetUtcNow());
            await _succeeded(reading);
            // Only now: whoever finds a reading also finds what was made of it.
            Current = reading;
            Finish(started, cost, error: null);
            return reading;
        }
        catch (Exception failure)
        {
            Finish(started, cost, failure.Message);
            throw;
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
            }
        }
    }

    private void Finish(long started, PollCost cost, string? error)
    {
        var duration = _time.GetElapsedTime(started);
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            // A failed poll says nothing about how long a good one takes.
            var effective = error is null ? Math.Max(Interval.TotalSeconds, cost.Total.TotalSeconds * ShareOfTerminal) : _state.EffectiveIntervalSeconds;
            _state = _state with
            {
                LastRun = now - duration,
                LastSuccess = error is null ? now : _state.LastSuccess,
                LastDurationSeconds = duration.TotalSeconds,
                LastTerminalSeconds = cost.Total.TotalSeconds,
                EffectiveIntervalSeconds = effective,
                Runs = _state.Runs + 1,
                Errors = _state.Errors + (error is null ? 0 : 1),
                LastError = error,
            };
        }
    }

    private void Plan(TimeSpan wait)
    {
        lock (_gate)
        {
            _state = _state with { NextRun = _time.GetUtcNow() + wait };
        }
    }
}

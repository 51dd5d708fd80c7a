using Farol.Devices.Terminals;

namespace Farol.Devices.Sessions;

/// <summary>
/// One place for a terminal on a router, and the queue in front of it: opened when needed, kept alive, closed when unused.
/// </summary>
internal sealed class RouterSession : IAsyncDisposable
{
    private readonly RouterConnectionSettings _settings;
    private readonly TimeProvider _time;
    private readonly bool _closesWhenUnused;
    private readonly Action _changed;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ITimer _timer;
    private Task _maintenance = Task.CompletedTask;
    private Terminal? _terminal;
    private SessionOpener? _openedBy;
    private long _lastUse;
    private int _queued;

    public RouterSession(RouterConnectionSettings settings, TimeProvider time, bool closesWhenUnused, Action changed)
    {
        _settings = settings;
        _time = time;
        _closesWhenUnused = closesWhenUnused;
        _changed = changed;
        Figures = new SessionFigures(time);
        _timer = time.CreateTimer(static s => ((RouterSession)s!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The terminal, if one is open.</summary>
    public Terminal? Open => Volatile.Read(ref _terminal) is { IsUsable: true, HasEnded: false } terminal ? terminal : null;

    public SessionFigures Figures { get; }

    /// <summary>Waiting for their turn.</summary>
    public int Queued => Volatile.Read(ref _queued);

    /// <param name="opener">Whose credentials the work needs; a terminal of others is closed for it.</param>
    /// <param name="closesAfter">Do not keep the terminal.</param>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">The caller's, and the connection's own end.</param>
    public async Task<T> UseAsync<T>(
        SessionOpener opener, bool closesAfter, Func<ITerminal, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            var terminal = await ReadyAsync(opener, cancellationToken);
            return await WorkAsync(terminal, opener, closesAfter, work, cancellationToken);
        }
        finally
        {
            _lastUse = _time.GetTimestamp();
            GiveTurn();
        }
    }

    /// <summary>Opens the terminal, if it is not open.</summary>
    public async Task OpenAsync(SessionOpener opener, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            await ReadyAsync(opener, cancellationToken);
        }
        finally
        {
            _lastUse = _time.GetTimestamp();
            GiveTurn();
        }
    }

    /// <summary>Closes the terminal: with <c>quit</c> if it is idle, or becomes idle in time; else at once.</summary>
    public async Task CloseAsync()
    {
        if (!await HasTurnAsync())
        {
            if (Volatile.Read(ref _terminal) is { } busy)
            {
                await busy.CloseAsync(TimeSpan.Zero);
            }

            await _turn.WaitAsync();
        }

        try
        {
            await DropAsync();
        }
        finally
        {
            GiveTurn();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _maintenance;
        await CloseAsync();
    }

    private async Task<bool> HasTurnAsync()
    {
        using var limit = new CancellationTokenSource(_settings.CloseTimeout, _time);
        try
        {
            await _turn.WaitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _queued) > _settings.MaxQueuedCommands)
        {
            Interlocked.Decrement(ref _queued);
            throw new DeviceException(DeviceFault.Timeout,
                $"{_settings.MaxQueuedCommands} commands wait for this router already; try again when they are done");
        }

        try
        {
            await _turn.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _queued);
        }
    }

    private void GiveTurn()
    {
        Arm();
        _turn.Release();
    }

    private async Task<Terminal> ReadyAsync(SessionOpener opener, CancellationToken cancellationToken)
    {
        if (_terminal is not null && (_openedBy != opener || _terminal.HasEnded))
        {
            await DropAsync();
        }

        if (_terminal is { } open)
        {
            return open;
        }

        opener.Breaker.Enter();
        try
        {
            var terminal = await opener.OpenAsync(cancellationToken);
            _openedBy = opener;
            Figures.Opened();
            Volatile.Write(ref _terminal, terminal);
            _changed();
            return terminal;
        }
        catch (DeviceException e)
        {
            Note(e);
            throw;
        }
    }

    private async Task<T> WorkAsync<T>(Terminal terminal, SessionOpener opener, bool closesAfter,
        Func<ITerminal, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        try
        {
            var result = await work(terminal, cancellationToken);
            Succeeded(opener, result);
            return result;
        }
        catch (DeviceException e)
        {
            // What ends a terminal that was open is the router's or the way's doing; it never stops the next try for good.
            if (!terminal.IsUsable && e.IsRetryable)
            {
                opener.Breaker.Failed(e);
            }

            Note(e);
            throw;
        }
        finally
        {
            await TidyAsync(terminal, closesAfter);
            Figures.AddBusy(_time.GetElapsedTime(started));
        }
    }

    private void Succeeded(SessionOpener opener, object? result)
    {
        opener.Breaker.Worked();
        if (Figures.Worked((result as CommandOutput)?.Elapsed))
        {
            _changed();
        }
    }

    /// <summary>A router that refuses or asks is as well connected as one that answers.</summary>
    private void Note(DeviceException e)
    {
        var hasAnswered = e.Fault is DeviceFault.CommandRefused or DeviceFault.UnexpectedQuestion && _terminal is { IsUsable: true };
        Figures.Failed(e, isOfConnection: !hasAnswered);
        if (hasAnswered)
        {
            Figures.Answered();
        }

        _changed();
    }

    /// <summary>The next user of the terminal finds it in the user view, or finds none.</summary>
    private async Task TidyAsync(Terminal terminal, bool closesAfter)
    {
        if (terminal.IsUsable && !closesAfter && terminal.Prompt.View == TerminalView.Configuration)
        {
            try
            {
                await terminal.ReturnToUserViewAsync(CancellationToken.None);
            }
            catch (DeviceException e)
            {
                Note(e);
                closesAfter = true;
            }
        }

        if (closesAfter || !terminal.IsUsable)
        {
            await DropAsync();
        }
    }

    private async Task DropAsync()
    {
        if (_terminal is { } terminal)
        {
            await terminal.CloseAsync(_settings.CloseTimeout);
            Volatile.Write(ref _terminal, null);
            Figures.Closed();
            _changed();
        }
    }

    private void Arm()
    {
        if (_terminal is null)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var due = _settings.KeepAliveInterval - Figures.Silence;
        var unused = _settings.PeopleIdleTime - _time.GetElapsedTime(_lastUse);
        due = _closesWhenUnused && unused < due ? unused : due;
        _timer.Change(due > TimeSpan.FromMilliseconds(1) ? due : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    /// <summary>A running command is activity enough: whoever ends it sets the timer again.</summary>
    private void Tick()
    {
        if (_turn.Wait(0))
        {
            _maintenance = MaintainAsync();
        }
    }

    private async Task MaintainAsync()
    {
        try
        {
            if (_terminal is null)
            {
                return;
            }

            if (_closesWhenUnused && _time.GetElapsedTime(_lastUse) >= _settings.PeopleIdleTime)
            {
                await DropAsync();
            }
            else if (Figures.Silence >= _settings.KeepAliveInterval)
            {
                await _terminal.KeepAliveAsync(CancellationToken.None);
                Figures.Answered();
            }
        }
        catch (DeviceException e)
        {
            _openedBy!.Breaker.Failed(e);
            Note(e);
            await DropAsync();
        }
        finally
        {
            GiveTurn();
        }
    }
}

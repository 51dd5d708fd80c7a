using System.Globalization;
using Farol.Devices.Terminals;

namespace Farol.Devices.Sessions;

/// <summary>Talks to one router politely: polls on one terminal, people on another, nobody more; patient when it fails.</summary>
public sealed class RouterConnection : IRouterConnection
{
    private readonly Lock _gate = new();
    private readonly IShellConnector _connector;
    private readonly RouterConnectionSettings _settings;
    private readonly SessionOpener _pollingOpener;
    private readonly SessionOpener _peopleOpener;
    private readonly SessionOpener? _changeOpener;
    private readonly RouterSession _polling;
    private readonly RouterSession _people;
    private CancellationTokenSource _life = new();
    private bool _heldOffline;
    private bool _disposed;
    private (ConnectionState, CircuitState, RouterConnectionError?, int, bool) _told;

    /// <param name="connector">Opens terminals with the account for reading.</param>
    /// <param name="settings">Limits and times.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads the tries of many routers; used under a lock.</param>
    /// <param name="changeConnector">Opens terminals with the account for changes; null where changes are not allowed.</param>
    /// <exception cref="DeviceException"><see cref="DeviceFault.Settings"/>, naming every setting that cannot work.</exception>
    public RouterConnection(IShellConnector connector, RouterConnectionSettings settings, TimeProvider time, Random random,
        IShellConnector? changeConnector = null)
    {
        if (settings.Validate() is { Count: > 0 } errors)
        {
            throw new DeviceException(DeviceFault.Settings, string.Join("; ", errors));
        }

        _connector = connector;
        _settings = settings;
        var sharedRandom = new LockedRandom(random);
        _pollingOpener = Opener(connector, settings.Terminal);
        _peopleOpener = settings.MaxSessions > 1 ? Opener(connector, settings.Terminal) : _pollingOpener;
        _changeOpener = changeConnector is null ? null : Opener(changeConnector, settings.ChangeTerminal ?? settings.Terminal);
        _pollingOpener.Breaker.Twin = _peopleOpener.Breaker;
        _peopleOpener.Breaker.Twin = _pollingOpener.Breaker;
        _polling = new RouterSession(settings, time, closesWhenUnused: false, Tell);
        _people = settings.MaxSessions > 1 ? new RouterSession(settings, time, closesWhenUnused: true, Tell) : _polling;

        SessionOpener Opener(IShellConnector by, TerminalSettings terminal) =>
            new(by, terminal, new CircuitBreaker(settings, time, sharedRandom), settings, time);
    }

    public event EventHandler? Changed;

    public RouterConnectionSnapshot Snapshot
    {
        get
        {
            var main = _polling.Open is not null || _people.Open is null ? _polling : _people;
            var lastError = Later(_polling.Figures.LastError, _people.Figures.LastError);
            var latest = Later(_polling.Figures, _people.Figures);
            return new RouterConnectionSnapshot
            {
                State = State(),
                Protocol = _connector.Protocol,
                Host = Host(_connector.Target),
                Port = Port(_connector.Target),
                HeldOffline = _heldOffline,
                ConnectedSince = main.Open is null ? null : main.Figures.OpenedAt,
                LastActivity = latest.LastActivity,
                LastResponseTime = latest.LastResponseTime,
                OpenSessions = OpenSessions(),
                MaxSessions = _settings.MaxSessions,
                Circuit = _pollingOpener.Breaker.State,
                NextTry = _pollingOpener.Breaker.NextTry,
                FailuresInARow = _pollingOpener.Breaker.FailuresInARow,
                LastError = lastError,
                Prompt = main.Open?.Prompt,
                Pager = main.Open?.Pager,
                PollingBusy = _polling.Figures.Busy,
                PeopleBusy = _people == _polling ? TimeSpan.Zero : _people.Figures.Busy,
                QueuedCommands = _polling.Queued + (_people == _polling ? 0 : _people.Queued),
            };
        }
    }

    public Task<CommandOutput> RunAsync(
        SessionLane lane, string command, CommandBounds bounds, CancellationToken cancellationToken)
    {
        CommandRequest.Check(command);
        bounds.Validate();
        return UseAsync(lane, (terminal, token) => terminal.RunAsync(command, bounds, token), cancellationToken);
    }

    public async Task<T> UseAsync<T>(
        SessionLane lane, Func<ITerminal, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var life = Life();
        var (session, opener) = Place(lane);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(life, cancellationToken);
        try
        {
            return await session.UseAsync(opener, closesAfter: lane == SessionLane.Change, work, either.Token);
        }
        catch (OperationCanceledException e) when (life.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DeviceException(DeviceFault.ConnectionLost, "The connection was closed while the command ran", e);
        }
    }

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            _heldOffline = false;
            if (_life.IsCancellationRequested)
            {
                _life.Dispose();
                _life = new CancellationTokenSource();
            }
        }

        _pollingOpener.Breaker.Reset();
        _peopleOpener.Breaker.Reset();
        _changeOpener?.Breaker.Reset();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Life(), cancellationToken);
        await _polling.OpenAsync(_pollingOpener, either.Token);
        Tell();
    }

    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _heldOffline = true;
            _life.Cancel();
        }

        var closing = _people == _polling ? _polling.CloseAsync() : Task.WhenAll(_polling.CloseAsync(), _people.CloseAsync());
        await closing.WaitAsync(cancellationToken);
        Tell();
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _life.Cancel();
        }

        await Task.WhenAll(_polling.DisposeAsync().AsTask(), _people == _polling ? Task.CompletedTask : _people.DisposeAsync().AsTask());
        _life.Dispose();
    }

    /// <returns>The token that ends with the connection.</returns>
    private CancellationToken Life()
    {
        lock (_gate)
        {
            ThrowIfEnded();
            return _heldOffline
                ? throw new DeviceException(DeviceFault.CircuitOpen, "An operator disconnected this router; connect it to go on")
                : _life.Token;
        }
    }

    /// <summary>Who asks may have found the router just before it was changed or removed: no mistake of theirs.</summary>
    private void ThrowIfEnded()
    {
        if (_disposed)
        {
            throw new DeviceException(DeviceFault.ConnectionLost, "This router's settings were changed, or it was removed; ask again");
        }
    }

    private (RouterSession, SessionOpener) Place(SessionLane lane) => lane switch
    {
        SessionLane.Polling => (_polling, _pollingOpener),
        SessionLane.People => (_people, _peopleOpener),
        _ => (_people, _changeOpener ?? throw new DeviceException(DeviceFault.Settings, "No account for changes is set for this router")),
    };

    private int OpenSessions() => (_polling.Open is null ? 0 : 1) + (_people == _polling || _people.Open is null ? 0 : 1);

    /// <summary>The people's lane counts only while it is open or has been refused: nobody may ever use it again.</summary>
    private ConnectionState State()
    {
        if (OpenSessions() == 0)
        {
            return ConnectionState.Offline;
        }

        var isDegraded = _polling.Figures.IsFailing || (_people.Figures.IsFailing && _people.Open is not null)
            || _pollingOpener.Breaker.State != CircuitState.Closed
            || _peopleOpener.Breaker.State is CircuitState.Open or CircuitState.Stopped;
        return isDegraded ? ConnectionState.Degraded : ConnectionState.Online;
    }

    private void Tell()
    {
        var lastError = Later(_polling.Figures.LastError, _people.Figures.LastError);
        var now = (State(), _pollingOpener.Breaker.State, lastError, OpenSessions(), _heldOffline);
        lock (_gate)
        {
            if (now == _told)
            {
                return;
            }

            _told = now;
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private static RouterConnectionError? Later(RouterConnectionError? a, RouterConnectionError? b) =>
        a is null || (b is not null && b.At > a.At) ? b : a;

    private static SessionFigures Later(SessionFigures a, SessionFigures b) =>
        b.LastActivity > (a.LastActivity ?? DateTimeOffset.MinValue) ? b : a;

    /// <summary>"host:port", or an IPv6 address in brackets.</summary>
    private static string Host(string target) => target[..target.LastIndexOf(':')].Trim('[', ']');

    private static int Port(string target) => int.Parse(target.AsSpan(target.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
}

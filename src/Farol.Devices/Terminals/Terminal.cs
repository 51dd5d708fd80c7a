namespace Farol.Devices.Terminals;

/// <summary>Drives the command line of a Huawei router (VRP5, VRP8) over one shell.</summary>
public sealed class Terminal : ITerminal, IAsyncDisposable
{
    private static readonly TimeSpan _closeTimeout = TimeSpan.FromSeconds(1);

    private static readonly CommandBounds _setupBounds = new()
    {
        MaxBytes = 64 * 1024,
        Timeout = TimeSpan.FromSeconds(10),
        IdleTimeout = TimeSpan.FromSeconds(10),
    };

    private readonly TerminalLine _line;
    private readonly ConfigurationViews _views;
    private int _busy;
    private int _closed;

    private Terminal(TerminalLine line)
    {
        _line = line;
        _views = new ConfigurationViews(this);
    }

    public TerminalPrompt Prompt => _line.Prompt!;

    public bool IsUsable => _line.Stream.IsOpen;

    /// <summary>True when the router closed the terminal, also if it did so while nothing was asked.</summary>
    internal bool HasEnded => _line.Stream.HasEnded;

    /// <summary>"ssh" or "telnet".</summary>
    public string Protocol => _line.Stream.Protocol;

    public PagerState Pager { get; private set; } = PagerState.On;

    /// <summary>Logs in where the shell asks for it, learns the prompt and switches the pager off. Owns the shell from now on.</summary>
    /// <exception cref="DeviceException">
    /// <see cref="DeviceFault.LoginRefused"/>, <see cref="DeviceFault.TerminalsBusy"/>, <see cref="DeviceFault.UnexpectedQuestion"/>,
    /// <see cref="DeviceFault.Timeout"/>, <see cref="DeviceFault.ConnectionLost"/>, <see cref="DeviceFault.Protocol"/>;
    /// the shell is closed.
    /// </exception>
    public static async Task<Terminal> OpenAsync(
        IShell shell, TerminalSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var terminal = new Terminal(new TerminalLine(shell, settings, time));
        using var deadline = new CancellationTokenSource(settings.OpenTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await new LoginDialog(terminal._line).LearnPromptAsync(either.Token);
            await terminal.SetUpAsync(either.Token);
            return terminal;
        }
        catch (OperationCanceledException e)
        {
            await terminal.AbortAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new DeviceException(DeviceFault.Timeout, $"No prompt within {settings.OpenTimeout.TotalSeconds:0.#} s of connecting", e);
        }
        catch
        {
            await terminal.AbortAsync();
            throw;
        }
    }

    public Task<CommandOutput> RunAsync(string command, CommandBounds bounds, CancellationToken cancellationToken)
    {
        CommandRequest.Check(command);
        bounds.Validate();
        return RunAsync(new CommandRequest(command, bounds), cancellationToken);
    }

    public Task EnterSystemViewAsync(CancellationToken cancellationToken) => _views.EnterSystemViewAsync(cancellationToken);

    public Task EnterInterfaceViewAsync(string name, CancellationToken cancellationToken) =>
        _views.EnterInterfaceViewAsync(name, cancellationToken);

    public Task<bool> CommitAsync(CancellationToken cancellationToken) => _views.CommitAsync(cancellationToken);

    public Task ClearCandidateAsync(CancellationToken cancellationToken) => _views.ClearCandidateAsync(cancellationToken);

    public Task<bool> ReturnToUserViewAsync(CancellationToken cancellationToken) => _views.ReturnToUserViewAsync(cancellationToken);

    /// <summary>Sends an empty line and waits for the prompt, so that the router does not close an idle terminal.</summary>
    /// <exception cref="DeviceException">No prompt came; the terminal is closed.</exception>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            using var limit = new CancellationTokenSource(_line.Settings.StopGrace, _line.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await _line.SyncAsync(either.Token);
        }
        catch (OperationCanceledException e)
        {
            _line.Stream.Abort();
            cancellationToken.ThrowIfCancellationRequested();
            throw new DeviceException(DeviceFault.Timeout, "The router did not answer an empty line; the terminal was closed", e);
        }
        catch (DeviceException)
        {
            _line.Stream.Abort();
            throw;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Says <c>quit</c>, so that the router frees its terminal at once, and closes the shell in any case.</summary>
    public async Task CloseAsync(TimeSpan limit)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            // The running command ends with ConnectionLost; what it still works on is left to it.
            await _line.Stream.DisposeAsync();
            return;
        }

        if (IsUsable)
        {
            using var deadline = new CancellationTokenSource(limit, _line.Time);
            await QuitAsync(deadline.Token);
        }

        await _line.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await CloseAsync(_closeTimeout);

    internal async Task<CommandOutput> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Enter();
        try
        {
            using var watch = new CommandWatch(_line.Time, request.Bounds, cancellationToken);
            return await RunAsync(request, watch, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    private async Task<CommandOutput> RunAsync(CommandRequest request, CommandWatch watch, CancellationToken cancellationToken)
    {
        var run = new CommandRun(_line, request);
        try
        {
            if (await run.ToPromptAsync(watch) is { } prompt)
            {
                _line.Prompt = prompt;
                return Output(run, request, watch);
            }
        }
        catch (OperationCanceledException e) when (watch.Token.IsCancellationRequested)
        {
            var lastWords = run.LastWords;
            await StopAsync(null);
            cancellationToken.ThrowIfCancellationRequested();
            throw new DeviceException(DeviceFault.Timeout, TimeoutText(request, run, watch, lastWords), e);
        }
        catch
        {
            _line.Stream.Abort();
            throw;
        }

        if (run.Question is { } question)
        {
            await StopAsync(question);
            throw new DeviceException(DeviceFault.UnexpectedQuestion, $"The router asked, and was refused: {question}");
        }

        var output = Output(run, request, watch);
        await StopAsync(null);
        return output with { Prompt = Prompt };
    }

    private CommandOutput Output(CommandRun run, CommandRequest request, CommandWatch watch)
    {
        var elapsed = watch.Elapsed;
        var lines = run.Output();
        if (run.IsOverflown && lines.Length > request.Bounds.MaxBytes)
        {
            lines = lines[..(lines[..request.Bounds.MaxBytes].LastIndexOf((byte)'\n') + 1)];
        }

        var text = OutputCleaner.Clean(lines, request.Text);
        return new CommandOutput(text, run.IsOverflown, elapsed, run.Bytes, CommandErrors.Find(text), Prompt);
    }

    private static string TimeoutText(CommandRequest request, CommandRun run, CommandWatch watch, string lastWords)
    {
        var limit = watch.WasSilent ? request.Bounds.IdleTimeout : request.Bounds.Timeout;
        var what = watch.WasSilent ? "The router fell silent for" : "No end within";
        var last = lastWords.Length == 0 ? "" : $", last \"{lastWords}\"";
        return $"{what} {limit.TotalSeconds:0.###} s during \"{request.Text}\" ({run.Bytes} bytes received{last})";
    }

    private async Task StopAsync(string? question)
    {
        if (IsUsable)
        {
            await CommandStop.StopAsync(_line, question);
        }
    }

    /// <summary>What an account may not do is done without: the pager is then asked page by page.</summary>
    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        if (_line.Settings.SwitchPagerOff && await TryAsync("screen-length 0 temporary", cancellationToken))
        {
            Pager = PagerState.Off;
        }

        if (_line.Settings.ScreenWidth is { } width)
        {
            await TryAsync($"screen-width {width}", cancellationToken);
        }
    }

    private async Task<bool> TryAsync(string command, CancellationToken cancellationToken)
    {
        try
        {
            var request = new CommandRequest(command, _setupBounds, question => QuestionText.IsYesOrNo(question) ? 'y' : null);
            return (await RunAsync(request, cancellationToken)).Error is null;
        }
        catch (DeviceException e) when (e.Fault is DeviceFault.UnexpectedQuestion && IsUsable)
        {
            return false;
        }
    }

    private async Task QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Prompt.View == TerminalView.Configuration)
            {
                Leave();
                await _views.ReturnToUserViewAsync(cancellationToken);
                Enter();
            }

            await _line.SendLineAsync("quit", cancellationToken);
            while (true)
            {
                while (_line.Stream.TryRead(out _))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                await _line.Stream.WaitAsync(cancellationToken);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or DeviceException or InvalidOperationException)
        {
            // The shell is closed next, whatever the router did.
        }
    }

    private async Task AbortAsync()
    {
        _closed = 1;
        await _line.DisposeAsync();
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            throw new InvalidOperationException("A command is running on this terminal; wait for it");
        }
    }

    private void Leave() => Volatile.Write(ref _busy, 0);
}

namespace Farol.Devices.Terminals;

/// <summary>Moves a terminal between views and never believes it: after each step the prompt has to say where it is.</summary>
internal sealed class ConfigurationViews(Terminal terminal)
{
    private static readonly CommandBounds _bounds = new()
    {
        MaxBytes = 64 * 1024,
        Timeout = TimeSpan.FromSeconds(20),
        IdleTimeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>A commit of a large candidate takes the router its time.</summary>
    private static readonly CommandBounds _commitBounds = _bounds with
    {
        Timeout = TimeSpan.FromMinutes(2),
        IdleTimeout = TimeSpan.FromMinutes(2),
    };

    private bool _forwardingOff;

    public async Task EnterSystemViewAsync(CancellationToken cancellationToken)
    {
        if (terminal.Prompt is { View: TerminalView.Configuration, ViewName: "" })
        {
            return;
        }

        if (terminal.Prompt.View != TerminalView.User)
        {
            throw new InvalidOperationException($"The terminal is in {terminal.Prompt}; go back to the user view first");
        }

        await SwitchForwardingOffAsync(cancellationToken);
        var output = await RunAsync("system-view", _bounds, null, cancellationToken);
        output.ThrowIfRefused();
        if (terminal.Prompt is not { View: TerminalView.Configuration, ViewName: "" })
        {
            throw new DeviceException(
                DeviceFault.CommandRefused, $"system-view did not lead to the system view; the prompt is {terminal.Prompt}");
        }
    }

    public async Task EnterInterfaceViewAsync(string name, CancellationToken cancellationToken)
    {
        if (!InterfaceName.IsValid(name))
        {
            throw new ArgumentException("Not the name of an interface", nameof(name));
        }

        if (terminal.Prompt.View != TerminalView.Configuration)
        {
            throw new InvalidOperationException($"The terminal is in {terminal.Prompt}; enter the system view first");
        }

        var output = await RunAsync($"interface {name}", _bounds, null, cancellationToken);
        output.ThrowIfRefused();
        if (terminal.Prompt.View != TerminalView.Configuration || !InterfaceName.IsSame(name, terminal.Prompt.ViewName))
        {
            throw new DeviceException(DeviceFault.CommandRefused,
                $"interface {name} did not lead to that interface; the prompt is {terminal.Prompt}. Nothing was changed");
        }
    }

    public async Task<bool> CommitAsync(CancellationToken cancellationToken)
    {
        if (terminal.Prompt.HasUncommittedChanges is not true)
        {
            return false;
        }

        var output = await RunAsync("commit", _commitBounds, null, cancellationToken);
        output.ThrowIfRefused();
        return terminal.Prompt.HasUncommittedChanges is false
            ? true
            : throw new DeviceException(DeviceFault.CommandRefused, $"The router did not commit: {FirstLine(output.Text)}");
    }

    public async Task ClearCandidateAsync(CancellationToken cancellationToken)
    {
        if (terminal.Prompt.HasUncommittedChanges is not true)
        {
            return;
        }

        var output = await RunAsync("clear configuration candidate", _bounds,
            question => IsAboutClearing(question) ? 'y' : null, cancellationToken);
        output.ThrowIfRefused();
    }

    public async Task<bool> ReturnToUserViewAsync(CancellationToken cancellationToken)
    {
        if (terminal.Prompt.View == TerminalView.User)
        {
            return false;
        }

        var discarded = false;
        char? Discard(string question)
        {
            discarded |= IsAboutCandidate(question);
            return IsAboutCandidate(question) ? 'n' : null;
        }

        var output = await RunAsync("return", _bounds, Discard, cancellationToken);
        output.ThrowIfRefused();
        return terminal.Prompt.View == TerminalView.User
            ? discarded
            : throw new DeviceException(
                DeviceFault.CommandRefused, $"return did not lead to the user view; the prompt is {terminal.Prompt}");
    }

    /// <summary>
    /// A router may run a command that it does not know in this view in the view above; then <c>shutdown</c> after a failed
    /// <c>interface</c> would not be refused. Where this cannot be switched off, the check of the prompt remains.
    /// </summary>
    private async Task SwitchForwardingOffAsync(CancellationToken cancellationToken)
    {
        if (!_forwardingOff)
        {
            _ = await RunAsync("undo terminal command forward matched upper-view", _bounds, null, cancellationToken);
            _forwardingOff = true;
        }
    }

    private static bool IsAboutCandidate(string question) =>
        question.Contains("commit", StringComparison.OrdinalIgnoreCase)
        || question.Contains("candidate", StringComparison.OrdinalIgnoreCase);

    /// <summary>"Yes" must never come to mean "commit them".</summary>
    private static bool IsAboutClearing(string question) =>
        (question.Contains("clear", StringComparison.OrdinalIgnoreCase) || question.Contains("discard", StringComparison.OrdinalIgnoreCase))
        && !question.Contains("to commit", StringComparison.OrdinalIgnoreCase);

    private static string FirstLine(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .FirstOrDefault() ?? "it said nothing";

    private Task<CommandOutput> RunAsync(
        string command, CommandBounds bounds, Func<string, char?>? answer, CancellationToken cancellationToken) =>
        terminal.RunAsync(new CommandRequest(command, bounds, answer), cancellationToken);
}

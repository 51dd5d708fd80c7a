namespace Farol.Devices.Terminals;

/// <summary>One open terminal of a router: one command after the other, never two at once.</summary>
public interface ITerminal
{
    /// <summary>The last prompt seen.</summary>
    TerminalPrompt Prompt { get; }

    /// <summary>False once the shell is closed, or when a command could not be brought to an end.</summary>
    bool IsUsable { get; }

    /// <summary>Sends one command and reads to the prompt.</summary>
    /// <exception cref="ArgumentException">The command is empty, too long, or holds CR, LF or another control character.</exception>
    /// <exception cref="DeviceException">
    /// <see cref="DeviceFault.Timeout"/>, <see cref="DeviceFault.ConnectionLost"/> or <see cref="DeviceFault.UnexpectedQuestion"/>;
    /// after it, <see cref="IsUsable"/> says whether the terminal can go on.
    /// </exception>
    Task<CommandOutput> RunAsync(string command, CommandBounds bounds, CancellationToken cancellationToken);

    /// <summary>Goes from the user view to the system view and verifies the prompt.</summary>
    Task EnterSystemViewAsync(CancellationToken cancellationToken);

    /// <summary>Goes to the view of one interface, and returns only once the prompt names that interface.</summary>
    /// <exception cref="DeviceException"><see cref="DeviceFault.CommandRefused"/>: no such interface, or another view came.</exception>
    Task EnterInterfaceViewAsync(string name, CancellationToken cancellationToken);

    /// <summary>Puts the candidate in force; on software without one there is nothing to do.</summary>
    /// <returns>True when a candidate was committed.</returns>
    /// <exception cref="DeviceException"><see cref="DeviceFault.CommandRefused"/> with the router's words.</exception>
    Task<bool> CommitAsync(CancellationToken cancellationToken);

    /// <summary>Discards the candidate; on software without one there is nothing to do.</summary>
    Task ClearCandidateAsync(CancellationToken cancellationToken);

    /// <summary>Goes back to the user view, never committing anything on the way.</summary>
    /// <returns>True when uncommitted changes were discarded by leaving.</returns>
    Task<bool> ReturnToUserViewAsync(CancellationToken cancellationToken);
}

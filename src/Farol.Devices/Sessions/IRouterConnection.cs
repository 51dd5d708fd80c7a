using Farol.Devices.Terminals;

namespace Farol.Devices.Sessions;

/// <summary>Everything that may be asked of one router: commands in order, on few terminals, with patience.</summary>
public interface IRouterConnection : IAsyncDisposable
{
    /// <summary>The state now. Cheap; may be read from anywhere.</summary>
    RouterConnectionSnapshot Snapshot { get; }

    /// <summary>The connection's state, circuit or last error changed. Raised on any thread; handlers must be quick.</summary>
    event EventHandler? Changed;

    /// <summary>Runs one command on a lane, opening its session where there is none.</summary>
    /// <exception cref="DeviceException">
    /// As from the terminal or from connecting; <see cref="DeviceFault.CircuitOpen"/> while the next try is not due;
    /// <see cref="DeviceFault.Timeout"/> when the lane's queue is full.
    /// </exception>
    Task<CommandOutput> RunAsync(SessionLane lane, string command, CommandBounds bounds, CancellationToken cancellationToken);

    /// <summary>
    /// Runs several commands of one lane with nothing in between, such as a change of configuration. A terminal that the work leaves in
    /// another view is brought back to the user view, without committing.
    /// </summary>
    /// <exception cref="DeviceException">As above; <see cref="DeviceFault.Settings"/> where changes have no credentials.</exception>
    Task<T> UseAsync<T>(SessionLane lane, Func<ITerminal, CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>An operator asks: forgets back-off, a stop and an operator's disconnect, and opens the polling session now.</summary>
    /// <exception cref="DeviceException">The router could not be reached or did not let us in.</exception>
    Task ConnectAsync(CancellationToken cancellationToken);

    /// <summary>An operator closes every session; nothing is opened again before <see cref="ConnectAsync"/>.</summary>
    Task DisconnectAsync(CancellationToken cancellationToken);
}

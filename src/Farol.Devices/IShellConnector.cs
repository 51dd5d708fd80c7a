namespace Farol.Devices;

/// <summary>Opens terminals of one router; the protocol and the settings were chosen when it was made.</summary>
public interface IShellConnector
{
    /// <summary>"ssh" or "telnet".</summary>
    string Protocol { get; }

    /// <summary>"host:port", as error texts and diagnostics show it.</summary>
    string Target { get; }

    /// <summary>Opens a new terminal. Every call is one more of the router's few terminals: close what is not needed.</summary>
    /// <exception cref="DeviceException">It failed; the fault says why and whether a retry alone may help.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left open.</exception>
    Task<IShell> OpenAsync(CancellationToken cancellationToken);
}

namespace Farol.Devices;

/// <summary>Why talking to a router failed; each has its own text, its own owner and its own answer to "try again?".</summary>
public enum DeviceFault
{
    /// <summary>No route, no answer to the connection, or the name does not resolve. Retry with back-off.</summary>
    Unreachable,

    /// <summary>The host answered that nothing listens there. Retry with back-off; check the port.</summary>
    ConnectionRefused,

    /// <summary>User or password refused. Never retried alone: six failures lock the address for five minutes.</summary>
    LoginRefused,

    /// <summary>Every terminal (VTY) of the router is taken. Retry later and slowly.</summary>
    TerminalsBusy,

    /// <summary>The host key is not the pinned one. Never retried alone: an operator must look.</summary>
    HostKeyChanged,

    /// <summary>No common algorithm, or one that the library no longer has. Needs a change of settings.</summary>
    AlgorithmMismatch,

    /// <summary>The router did not answer in time.</summary>
    Timeout,

    /// <summary>An open connection ended: closed, reset, half-open.</summary>
    ConnectionLost,

    /// <summary>The router sent what no such router sends (no prompt, garbage).</summary>
    Protocol,

    /// <summary>The router asked a question that nobody allowed us to answer; it was refused with Ctrl+C.</summary>
    UnexpectedQuestion,

    /// <summary>The router refused the command (unrecognised, incomplete, no permission, locked).</summary>
    CommandRefused,

    /// <summary>The circuit is open: too many failures, next try not due yet.</summary>
    CircuitOpen,

    /// <summary>The settings cannot work (empty host, unreadable key file).</summary>
    Settings,
}

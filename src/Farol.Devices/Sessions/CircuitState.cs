namespace Farol.Devices.Sessions;

/// <summary>Whether a router is tried at all.</summary>
public enum CircuitState
{
    /// <summary>Tried whenever a command needs it.</summary>
    Closed,

    /// <summary>Too many failures: the next try is due later.</summary>
    Open,

    /// <summary>The waiting time is over: one try decides.</summary>
    HalfOpen,

    /// <summary>Only a changed configuration or an operator starts it again: the last failure is one that waiting cannot mend.</summary>
    Stopped,
}

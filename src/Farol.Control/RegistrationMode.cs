namespace Farol.Control;

/// <summary>Who may register.</summary>
public enum RegistrationMode
{
    /// <summary>Nobody: an administrator makes accounts.</summary>
    Closed,

    /// <summary>Processes on this machine: the default of <c>farol run</c> on a workstation.</summary>
    Loopback,

    Open,
}

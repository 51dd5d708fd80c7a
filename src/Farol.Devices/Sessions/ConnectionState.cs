namespace Farol.Devices.Sessions;

/// <summary>How well a router can be talked to.</summary>
public enum ConnectionState
{
    /// <summary>No session is open: not needed yet, closed by an operator, or the last tries failed.</summary>
    Offline,

    /// <summary>A session is open, but the last command or the other lane failed.</summary>
    Degraded,

    /// <summary>A session is open and the last command on it worked.</summary>
    Online,
}

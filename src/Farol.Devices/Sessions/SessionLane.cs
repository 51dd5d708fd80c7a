namespace Farol.Devices.Sessions;

/// <summary>Whose commands a session carries. A lane keeps its commands in order; lanes do not wait for each other.</summary>
public enum SessionLane
{
    /// <summary>The pollers' session: opened with the first poll and kept.</summary>
    Polling,

    /// <summary>People's commands: opened on demand, closed when unused for a while.</summary>
    People,

    /// <summary>
    /// Changes of the router's configuration, with their own credentials. Takes the people's place, so that no further terminal is
    /// used, opens for one piece of work and closes after it.
    /// </summary>
    Change,
}

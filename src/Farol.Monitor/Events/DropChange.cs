namespace Farol.Monitor.Events;

/// <summary>What one more total means for a mass drop.</summary>
public enum DropChange
{
    None,
    Opened,

    /// <summary>More went; no new message, the incident shows the worst figure.</summary>
    Deepened,

    /// <summary>Most are back.</summary>
    Recovered,

    /// <summary>They did not come back, and the level holds.</summary>
    Settled,
}

namespace Farol.Simulator.Cli;

/// <summary>What ended a line that was being typed.</summary>
internal enum LineEnd
{
    Enter,

    /// <summary>Ctrl+C: the line is void.</summary>
    Interrupt,

    /// <summary>Ctrl+Z: back to the user view.</summary>
    ControlZ,

    /// <summary>Nobody typed for the idle time.</summary>
    Idle,
}

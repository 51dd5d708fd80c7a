namespace Farol.Telemetry.Logging;

/// <summary>How log records are written to the console.</summary>
public enum LogConsole
{
    /// <summary>One JSON document a line.</summary>
    Json,

    /// <summary>Time, level, component and message, for a person at a terminal.</summary>
    Text,

    None,
}

namespace Farol.Telemetry.Health;

/// <summary>How a component is.</summary>
public enum HealthState
{
    Ok,

    /// <summary>Works with less than it should have; the program still serves.</summary>
    Degraded,

    Failed,
}

namespace Farol.Access.SecurityEvents;

/// <summary>How much it matters.</summary>
public enum SecuritySeverity
{
    Info,
    Low,
    Medium,
    High,
    Critical,
}

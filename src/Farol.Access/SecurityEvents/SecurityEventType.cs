namespace Farol.Access.SecurityEvents;

/// <summary>The contract's four kinds.</summary>
public enum SecurityEventType
{
    Attack,
    Blocked,
    Suspicious,
    Allowed,
}

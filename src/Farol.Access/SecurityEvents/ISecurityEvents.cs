namespace Farol.Access.SecurityEvents;

/// <summary>Takes what security people want to know. Never blocks and never throws; too many are counted and dropped.</summary>
public interface ISecurityEvents
{
    void Report(SecurityEvent happened);
}

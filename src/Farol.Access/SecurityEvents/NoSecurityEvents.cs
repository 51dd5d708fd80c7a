namespace Farol.Access.SecurityEvents;

/// <summary>Where nobody listens: a monitor without a control plane.</summary>
internal sealed class NoSecurityEvents : ISecurityEvents
{
    public void Report(SecurityEvent happened)
    {
    }
}

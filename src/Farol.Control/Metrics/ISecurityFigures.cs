namespace Farol.Control.Metrics;

/// <summary>What the security feature counts, for the figures and the channel.</summary>
public interface ISecurityFigures
{
    /// <param name="tenantId">A tenant, the platform's among them, or <c>all</c> for the installation.</param>
    SecurityFigures Of(string tenantId);

    /// <summary>The last events as the channel sends them, the newest last.</summary>
    IReadOnlyList<object> Recent(string tenantId, int limit);
}

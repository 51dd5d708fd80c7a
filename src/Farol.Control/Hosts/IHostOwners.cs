namespace Farol.Control.Hosts;

/// <summary>Which tenant may serve which host names: its routes, and certificates in its name.</summary>
public interface IHostOwners
{
    /// <summary>Why the tenant may not serve the host; null: it may.</summary>
    /// <param name="pattern">A name, or <c>*.name</c> for all one label below it.</param>
    Task<HostObstacle?> FindObstacleAsync(string tenantId, string pattern, CancellationToken cancellationToken);
}

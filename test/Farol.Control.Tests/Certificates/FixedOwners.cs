using Farol.Control.Hosts;

namespace Farol.Control.Tests.Certificates;

/// <summary>One tenant owns one host, and nobody anything else.</summary>
internal sealed class FixedOwners(string tenant, string host) : IHostOwners
{
    public Task<HostObstacle?> FindObstacleAsync(string tenantId, string pattern, CancellationToken cancellationToken) =>
        Task.FromResult(tenantId == tenant && pattern == host ? null : new HostObstacle("is another's", HostObstacle.NotProven));
}

using Farol.Control.Revisions;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Tenants;

/// <summary>Puts changed tenants in force: in memory, and at the gateways.</summary>
internal sealed class TenantPublisher(TenantDirectory directory, ILogger<TenantPublisher> logger, IConfiguration? configuration = null)
{
    /// <returns>Why gateways refused it; empty: it is in force, or no gateway is linked.</returns>
    public async Task<IReadOnlyList<string>> PublishAsync(CancellationToken cancellationToken)
    {
        await directory.ReloadAsync(cancellationToken);
        var refused = configuration is null ? [] : await configuration.RepublishAsync(cancellationToken);
        if (refused.Count > 0)
        {
            logger.LogError("A change of tenants is not in force: {Reasons}", string.Join("; ", refused));
        }

        return refused;
    }
}

using Farol.Control.Revisions;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Hosts;

/// <summary>Takes routes out of the configuration whose tenants have lost their hosts, however they came in: by a rollback too.</summary>
internal sealed class HostRoutes(IConfiguration configuration, HostOwners owners, ILogger<HostRoutes> logger)
{
    private const string Actor = "farol";

    /// <summary>Returns the names of what was taken out.</summary>
    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken)
    {
        var removed = new List<string>();
        var hosts = configuration.Current.Api.Routes.Where(r => r.Tenant is not null).Select(r => (Tenant: r.Tenant!, r.Host)).Distinct().ToList();
        var lost = new HashSet<(string? Tenant, string Host)>();
        foreach (var (tenant, host) in hosts)
        {
            if (!await owners.OwnsAsync(tenant, HostPattern.Base(host), cancellationToken))
            {
                lost.Add((tenant, host));
            }
        }

        foreach (var tenant in lost.Select(l => l.Tenant).Distinct().ToList())
        {
            var names = configuration.Current.Api.Routes.Where(r => r.Tenant == tenant && lost.Contains((r.Tenant, r.Host))).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
            var outcome = await configuration.ChangeAsync(
                new ConfigurationChange(Actor, "route.delete", string.Join(", ", names.Order(StringComparer.Ordinal)),
                    state => state.Api with { Routes = [.. state.Api.Routes.Where(r => !(r.Tenant == tenant && lost.Contains((r.Tenant, r.Host))))] })
                {
                    TenantId = tenant,
                    Reason = "the tenant has no proven claim to the host",
                },
                cancellationToken);
            if (outcome.Problem is { } problem)
            {
                logger.LogWarning("Routes of {Tenant} for hosts that are no longer its own stay until the next look: {Problem}", tenant, problem.Detail);
            }
            else
            {
                removed.AddRange(names);
            }
        }

        return removed;
    }
}

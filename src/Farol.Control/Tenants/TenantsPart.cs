using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Tenants;

/// <summary>
/// What gateways hear of tenants: the limits of each, and nothing at all of one that is deleted or not active. A tenant that the configuration file
/// describes keeps what stands there.
/// </summary>
internal sealed class TenantsPart(TenantDirectory directory) : IDocumentPart
{
    public GatewayDocument AddTo(GatewayDocument document)
    {
        var described = document.Tenants.Select(tenant => tenant.Name).ToHashSet(StringComparer.Ordinal);
        var added = directory.All
            .Where(tenant => tenant.Id != Access.Accounts.PlatformTenant.Id && tenant.IsServed && !described.Contains(tenant.Id))
            .OrderBy(tenant => tenant.Id, StringComparer.Ordinal)
            .Select(ToSection)
            .ToList();
        var closed = directory.All.Where(tenant => !tenant.IsServed && !described.Contains(tenant.Id)).Select(tenant => tenant.Id).ToHashSet(StringComparer.Ordinal);
        var whole = added.Count == 0 ? document : document with { Tenants = [.. document.Tenants, .. added] };
        return closed.Count == 0 ? whole : Without(whole, closed);
    }

    private static TenantSection ToSection(TenantRow tenant)
    {
        var limits = tenant.Limits;
        return new TenantSection
        {
            Name = tenant.Id,
            MaxRequestsPerSecond = limits.MaxRequestsPerSecond,
            MaxBurstSize = limits.MaxBurstSize,
            // Numbers of routes and backends are checked when one is saved: a plan that shrinks must not make the whole document wrong.
            BackendNetworks = [.. limits.BackendNetworks],
        };
    }

    private static GatewayDocument Without(GatewayDocument document, HashSet<string> closed)
    {
        bool IsClosed(string? tenant) => tenant is not null && closed.Contains(tenant);
        var pools = document.Pools.Where(pool => IsClosed(pool.Tenant)).Select(pool => pool.Name).ToHashSet(StringComparer.Ordinal);
        return document with
        {
            Pools = [.. document.Pools.Where(pool => !pools.Contains(pool.Name))],
            Routes = [.. document.Routes.Where(route => !IsClosed(route.Tenant) && (route.Pool is null || !pools.Contains(route.Pool)))],
            // A certificate carries its tenant's id in its name.
            Certificates = [.. document.Certificates.Where(certificate => !IsClosed(certificate.Name.Split(TenantNames.Separator) is [var tenant, _] ? tenant : null))],
            Blocks = [.. document.Blocks.Where(block => !IsClosed(block.Tenant))],
        };
    }
}

using Farol.Access.Accounts;
using Farol.Configuration.Gateway;
using Farol.Control.Tenants;

namespace Farol.Control.Revisions;

/// <summary>The way back: the API part, or a tenant's objects in it, as a revision had them. What is in the file stays as the file says.</summary>
internal static class Rollbacks
{
    /// <param name="tenantId">Null: the whole API part.</param>
    public static GatewayDocument Edit(GatewayDocument current, GatewayDocument then, string? tenantId)
    {
        if (tenantId is null)
        {
            return then;
        }

        var (now, before) = (Owned(current, tenantId), Owned(then, tenantId));
        return current with
        {
            Certificates = [.. current.Certificates.Except(now.Certificates), .. before.Certificates],
            Pools = [.. current.Pools.Except(now.Pools), .. before.Pools],
            Routes = [.. current.Routes.Except(now.Routes), .. before.Routes],
        };
    }

    private static GatewayDocument Owned(GatewayDocument document, string tenantId)
    {
        var isPlatform = tenantId == PlatformTenant.Id;
        var prefix = tenantId + TenantNames.Separator;
        var pools = document.Pools.Where(p => isPlatform ? p.Tenant is null : p.Tenant == tenantId).ToList();
        var names = pools.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return new GatewayDocument
        {
            Pools = [.. pools],
            Routes = [.. document.Routes.Where(r => r.Tenant is { } owner ? owner == tenantId : r.Pool is null ? isPlatform : names.Contains(r.Pool))],
            Certificates = [.. document.Certificates.Where(c => isPlatform ? !c.Name.Contains(TenantNames.Separator, StringComparison.Ordinal) : c.Name.StartsWith(prefix, StringComparison.Ordinal))],
        };
    }
}

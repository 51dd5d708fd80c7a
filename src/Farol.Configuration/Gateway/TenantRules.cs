using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway;

/// <summary>What tenants may have.</summary>
internal static class TenantRules
{
    public static void Check(GatewayDocument document, DocumentErrors errors)
    {
        DocumentNames.Unique(document.Tenants.Select((t, i) => (t.Name, $"tenants[{i}].name")), "tenant", errors);
        var tenantOfPool = document.Pools.DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Tenant, StringComparer.Ordinal);
        for (var i = 0; i < document.Tenants.Count; i++)
        {
            var tenant = document.Tenants[i];
            var backends = document.Pools.Where(p => p.Tenant == tenant.Name).Sum(p => p.Backends.Count);
            if (backends > tenant.MaxBackends)
            {
                errors.Judge($"tenants[{i}].max_backends", $"{tenant.Name} has {backends} backends and may have {tenant.MaxBackends}");
            }

            var routes = document.Routes.Count(r => (r.Tenant ?? (r.Pool is null ? null : tenantOfPool.GetValueOrDefault(r.Pool))) == tenant.Name);
            if (routes > tenant.MaxRoutes)
            {
                errors.Judge($"tenants[{i}].max_routes", $"{tenant.Name} has {routes} routes and may have {tenant.MaxRoutes}");
            }
        }

        for (var i = 0; i < document.Routes.Count; i++)
        {
            var route = document.Routes[i];
            if (route is { Tenant: { } tenant, Pool: { } pool } && tenantOfPool.GetValueOrDefault(pool) is { } owner && owner != tenant)
            {
                errors.Judge($"routes[{i}].pool", $"is of the tenant {owner}, the route of {tenant}");
            }
        }
    }
}

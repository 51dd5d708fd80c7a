using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Configuration.Gateway;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Backends;

/// <summary>The tenant that a request acts in, and what in the document is its own.</summary>
internal readonly record struct ObjectScope(string TenantId)
{
    /// <summary>As pools and routes name their tenant; null: the installation's own.</summary>
    public string? Owner => TenantId == PlatformTenant.Id ? null : TenantId;

    public static ObjectScope Of(string? owner) => new(owner ?? PlatformTenant.Id);

    /// <summary>The scope of a request that is about one object or changes something.</summary>
    public static bool TryGet(HttpContext http, Role least, out ObjectScope scope, out ApiProblem? problem)
    {
        var isGiven = TenantScope.TryGet(http, least, out var tenantId, out problem);
        scope = new ObjectScope(tenantId);
        return isGiven;
    }

    /// <summary>The scope that a list is of; with <c>?tenant=all</c> null for every tenant.</summary>
    public static bool TryGetForList(HttpContext http, out ObjectScope? scope, out ApiProblem? problem)
    {
        var isGiven = TenantScope.TryGetOrAll(http, Role.Viewer, out var tenantId, out problem);
        scope = tenantId is null ? null : new ObjectScope(tenantId);
        return isGiven;
    }

    public string Qualify(string name) => TenantNames.Qualify(TenantId, name);

    public string Plain(string name) => TenantNames.Plain(TenantId, name);

    /// <summary>A text about the document, with the tenant's objects called as it calls them.</summary>
    public string InWords(string text) => Owner is null ? text : text.Replace(TenantId + TenantNames.Separator, "", StringComparison.Ordinal);

    public bool Owns(PoolSection pool) => pool.Tenant == Owner;

    /// <summary>A route that names no tenant is of its pool's.</summary>
    public bool Owns(RouteSection route, GatewayDocument document) => TenantOf(route, document) == Owner;

    public static string? TenantOf(RouteSection route, GatewayDocument document) =>
        route.Tenant ?? (route.Pool is null ? null : document.Pools.FirstOrDefault(p => p.Name == route.Pool)?.Tenant);
}

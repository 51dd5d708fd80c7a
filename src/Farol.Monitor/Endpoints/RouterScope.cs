using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Monitor.Routers;
using Microsoft.AspNetCore.Http;

namespace Farol.Monitor.Endpoints;

/// <summary>
/// Finds the router that a request means (<c>?router=ID</c>, else the default one) and judges the caller in the tenant that owns it. A router of
/// a tenant that the caller has no part in is not found, so that its name says nothing.
/// </summary>
internal sealed class RouterScope(RouterRegistry registry)
{
    /// <summary>The id in the query; empty for none.</summary>
    public static string Wanted(HttpContext http) => http.Request.Query["router"].ToString();

    public bool TryFind(HttpContext http, Caller caller, Role role, out MonitoredRouter router, out IResult problem) =>
        TryFind(Wanted(http), caller, role, out router, out problem);

    public bool TryFind(string id, Caller caller, Role role, out MonitoredRouter router, out IResult problem)
    {
        var found = id.Length == 0 ? registry.All.FirstOrDefault(r => caller.Has(Role.Viewer, r.Definition.TenantId)) : registry.Find(id);
        router = found!;
        problem = Results.Empty;
        if (found is null || !caller.Has(Role.Viewer, found.Definition.TenantId))
        {
            problem = ApiProblem.NotFound(id.Length == 0
                ? "No router is configured; set ROUTER_HOST, add one under \"routers:\" in the configuration file, or POST /api/routers"
                : $"There is no router \"{id}\" here; GET /api/routers lists them");
            return false;
        }

        if (!caller.Has(role, found.Definition.TenantId))
        {
            problem = ApiProblem.Forbidden($"This needs the role {role.ToName()} in the tenant of router \"{found.Definition.Id}\"; you are {caller.RoleName(found.Definition.TenantId) ?? "not a member"}");
            return false;
        }

        return true;
    }
}

using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Tenants;

/// <summary>
/// The tenant that a request acts in: the caller's own, or the one that <c>?tenant=</c> names where the caller has the role there. Tenants that a
/// caller is no member of answer as if they were not there.
/// </summary>
public static class TenantScope
{
    public const string Parameter = "tenant";

    /// <summary>False with a problem for the caller. The local viewer acts in the platform's tenant.</summary>
    /// <param name="least">The role that the endpoint demands.</param>
    public static bool TryGet(HttpContext http, Role least, out string tenantId, out ApiProblem? problem)
    {
        var caller = http.GetCaller();
        var own = caller.TenantId ?? PlatformTenant.Id;
        var asked = http.Request.Query[Parameter].ToString();
        tenantId = asked.Length == 0 ? own : asked;
        problem = tenantId == own || caller.Has(least, tenantId) ? null
            : caller.RoleName(tenantId) is { } role ? ApiProblem.Forbidden($"This needs the role {least.ToName()} in {tenantId}; {caller.Name} has {role} there.")
            : ApiProblem.NotFound("There is no such tenant for this login.");
        return problem is null;
    }
}

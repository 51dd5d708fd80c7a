using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Revisions;

/// <summary>What of revisions a caller sees and may take back: everything, or what concerns one tenant.</summary>
/// <param name="TenantId">Null: everything. The platform's id: the installation's own objects alone.</param>
internal readonly record struct RevisionScope(string? TenantId)
{
    public static bool TryGet(HttpContext http, Role least, out RevisionScope scope, out ApiProblem? problem)
    {
        scope = default;
        var asked = http.Request.Query[TenantScope.Parameter].ToString();
        if (http.GetCaller().IsPlatform && asked is "" or "all")
        {
            problem = http.GetCaller().IsPlatform ? null : ApiProblem.NotFound("There is no such tenant for this login.");
            return problem is null;
        }

        var isGiven = TenantScope.TryGet(http, least, out var tenantId, out problem);
        scope = new RevisionScope(tenantId);
        return isGiven;
    }

    public IReadOnlyList<RevisionDifference> Visible(IEnumerable<RevisionDifference> differences)
    {
        var tenantId = TenantId;
        return tenantId is null ? [.. differences] : [.. differences.Where(d => d.Owner == tenantId).Select(d => tenantId == PlatformTenant.Id ? d : d.ToldTo(tenantId))];
    }
}

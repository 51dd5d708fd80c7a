using Farol.Access.Problems;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Tenants;

/// <summary>The tenant that a request acts in, as <see cref="ActingTenant"/> judges it: under the name that the control plane's features use.</summary>
public static class TenantScope
{
    public const string Parameter = ActingTenant.Parameter;

    /// <summary>False with a problem for the caller. The local viewer acts in the platform's tenant.</summary>
    /// <param name="least">The role that the endpoint demands.</param>
    public static bool TryGet(HttpContext http, Role least, out string tenantId, out ApiProblem? problem) =>
        ActingTenant.TryGet(http, least, out tenantId, out problem);

    /// <summary>The same, but <c>?tenant=all</c> of an administrator of the installation answers null: every tenant.</summary>
    public static bool TryGetOrAll(HttpContext http, Role least, out string? tenantId, out ApiProblem? problem) =>
        ActingTenant.TryGetOrAll(http, least, out tenantId, out problem);

    /// <summary>What a caller gets who names an object that is not there.</summary>
    public static ApiProblem Missing(string kind) => ActingTenant.Missing(kind);

    /// <summary>What a caller gets who names another tenant's object: the same as for one that is not there, and the attempt is reported.</summary>
    public static ApiProblem Crossed(HttpContext http, string kind, string id) => ActingTenant.Crossed(http, kind, id);
}

using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Access.SecurityEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Access.Roles;

/// <summary>
/// The tenant that a request acts in: the caller's own, or the one that <c>?tenant=</c> names where the caller has the role there. What a caller has no
/// part in answers as if it were not there, and is reported.
/// </summary>
public static class ActingTenant
{
    public const string Parameter = "tenant";

    /// <summary>What administrators of the installation write to see every tenant's.</summary>
    public const string Everyone = "all";

    /// <summary>The security rule under which attempts on another tenant's objects are reported.</summary>
    public const string CrossedRule = "tenant.crossed";

    private const int MaxShownLength = 100;

    /// <summary>False with a problem for the caller. The local viewer acts in the platform's tenant.</summary>
    /// <param name="least">The role that the endpoint demands.</param>
    public static bool TryGet(HttpContext http, Role least, out string tenantId, out ApiProblem? problem)
    {
        var caller = http.GetCaller();
        var own = caller.TenantId ?? PlatformTenant.Id;
        var asked = http.Request.Query[Parameter].ToString();
        tenantId = asked.Length == 0 ? own : asked;
        problem = FindProblem(http, caller, least, own, tenantId);
        return problem is null;
    }

    /// <summary>The same, but <c>?tenant=all</c> of an administrator of the installation answers null: every tenant.</summary>
    public static bool TryGetOrAll(HttpContext http, Role least, out string? tenantId, out ApiProblem? problem)
    {
        if (http.GetCaller().IsPlatform && http.Request.Query[Parameter] == Everyone)
        {
            (tenantId, problem) = (null, null);
            return true;
        }

        var may = TryGet(http, least, out var one, out problem);
        tenantId = one;
        return may;
    }

    /// <summary>What a caller gets who names an object that is not there.</summary>
    public static ApiProblem Missing(string kind) => ApiProblem.NotFound($"There is no such {kind}.");

    /// <summary>What a caller gets who names another tenant's object: the same as for one that is not there, and the attempt is reported.</summary>
    public static ApiProblem Crossed(HttpContext http, string kind, string id)
    {
        var shown = id.Length > MaxShownLength ? id[..MaxShownLength] : id;
        http.Report(new SecurityEvent(
            SecurityEventType.Suspicious, SecuritySeverity.Medium, CrossedRule, $"A login asked for another tenant's {kind}.")
        {
            Target = $"{kind} {shown}",
            Blocked = true,
        });
        return Missing(kind);
    }

    private static ApiProblem? FindProblem(HttpContext http, Caller caller, Role least, string own, string tenantId)
    {
        if (!caller.Has(least, tenantId))
        {
            return caller.RoleName(tenantId) is { } role || (role = tenantId == own ? "no role" : null) is not null
                ? ApiProblem.Forbidden($"This needs the role {least.ToName()} in {tenantId}; {caller.Name} has {role} there.")
                : Crossed(http, "tenant", tenantId);
        }

        return tenantId == PlatformTenant.Id || http.RequestServices.GetService<ITenants>() is not { } tenants || tenants.IsServed(tenantId)
            ? null
            : Missing("tenant");
    }
}

using Farol.Access.Accounts;
using Farol.Access.Paging;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Access.Sessions;

/// <summary><c>/api/sessions</c>: the caller's own; with <c>?all=true</c>, for administrators, the tenant's.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/sessions").WithTags("auth").RequireLogin().ForPersons();
        group.MapGet("", ListAsync).Produces<Page<SessionBody>>();
        group.MapDelete("/{id}", EndAsync).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(HttpContext http, SessionList sessions, bool all = false)
    {
        if (!PageRequest.TryRead(http.Request, out var page, out var problem))
        {
            return problem!;
        }

        var caller = http.GetCaller();
        if (!all)
        {
            return TypedResults.Json(
                await sessions.OfUserAsync(caller.UserId!, caller.SessionId, page, http.RequestAborted), AccessJson.Default.PageSessionBody);
        }

        return ActingTenant.TryGet(http, Role.Admin, out var tenantId, out problem)
            ? TypedResults.Json(await sessions.OfTenantAsync(tenantId, caller.SessionId, page, http.RequestAborted), AccessJson.Default.PageSessionBody)
            : problem!;
    }

    private static async Task<IResult> EndAsync(string id, HttpContext http, SessionList sessions)
    {
        var caller = http.GetCaller();
        var asksForTenant = http.Request.Query.ContainsKey(ActingTenant.Parameter);
        string? tenantId = null;
        if (asksForTenant || caller.Has(Role.Admin))
        {
            if (!ActingTenant.TryGet(http, Role.Admin, out var acting, out var problem))
            {
                return problem!;
            }

            tenantId = acting;
        }

        if (await sessions.EndAsync(id, caller.UserId!, tenantId, Change.By(http), http.RequestAborted))
        {
            return TypedResults.NoContent();
        }

        return !caller.IsPlatform && await sessions.ExistsAsync(id, http.RequestAborted)
            ? ActingTenant.Crossed(http, "session", id)
            : ActingTenant.Missing("session");
    }
}

using Farol.Access.Roles;
using Farol.Access.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Access.Login;

/// <summary><c>POST /api/auth/tenant?tenant=</c>: the same login goes on in another tenant, its sockets too once they come back.</summary>
internal static class ChosenTenantEndpoints
{
    public static void MapChosenTenant(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/auth/tenant", ChooseAsync).WithTags("auth").RequireRole(Role.Viewer).ForPersons().Produces<LoginResponse>();

    private static async Task<IResult> ChooseAsync(HttpContext http, SessionService sessions, SessionIndex index, TimeProvider time)
    {
        if (!ActingTenant.TryGet(http, Role.Viewer, out var tenantId, out var problem))
        {
            return problem!;
        }

        var moved = http.GetCaller().SessionId is { } id && index.Find(id) is { } before
            ? await sessions.MoveAsync(before, tenantId, http.Connection.RemoteIpAddress?.ToString(), http.RequestAborted)
            : null;
        if (moved is not { } now)
        {
            return Problems.ApiProblem.NotLoggedIn("The login ended meanwhile. Log in again.");
        }

        http.Response.Headers.CacheControl = "no-store";
        return now.Session.IsCookie
            ? LoginEndpoints.AnswerByCookie(http, now.Session, now.Account, sessions, time)
            : LoginEndpoints.Answer(now.Session, now.Account, await sessions.IssueAsync(now.Session, http.RequestAborted), time);
    }
}

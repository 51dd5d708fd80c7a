using System.Text.Json.Nodes;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Configuration.Gateway;
using Farol.Control.Hosts;
using Farol.Control.LiveFeed;
using Farol.Control.Revisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Backends;

/// <summary><c>/api/routes</c>.</summary>
internal static class RouteEndpoints
{
    public static void MapRoutes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/routes", List).RequireRole(Role.Viewer).WithTags("backends").Produces<Page<RouteSection>>();
        api.MapGet("/api/routes/{**name}", Get).RequireRole(Role.Viewer).WithTags("backends").Produces<RouteSection>();
        api.MapPost("/api/routes", CreateAsync).RequireRole(Role.Operator).WithTags("backends")
            .Accepts<RouteSection>("application/json").Produces<RouteSection>(StatusCodes.Status201Created);
        api.MapPut("/api/routes/{**name}", ReplaceAsync).RequireRole(Role.Operator).WithTags("backends")
            .Accepts<RouteSection>("application/json").Produces<RouteSection>();
        api.MapDelete("/api/routes/{**name}", DeleteAsync).RequireRole(Role.Operator).WithTags("backends").Produces(StatusCodes.Status204NoContent);
    }

    private static IResult List(HttpContext http, ObjectChanges changes, IEnumerable<IStandIn> standIns)
    {
        if (!ObjectScope.TryGetForList(http, out var scope, out var problem) || !PageRequest.TryRead(http.Request, out var page, out problem))
        {
            return problem!;
        }

        var state = changes.Current;
        var tenants = state.Whole.Pools.ToDictionary(p => p.Name, p => p.Tenant, StringComparer.Ordinal);
        var all = state.Api.Routes.Select(r => (Route: r, ManagedBy: ManagedBy.Api)).Concat(state.File.Routes.Select(r => (Route: r, ManagedBy: ManagedBy.File)))
            .Concat(StandInObjects.Of(standIns, state).Routes.Select(r => (Route: r, StandInObjects.ManagedBy)))
            .Where(r => scope is null || (r.Route.Tenant ?? (r.Route.Pool is null ? null : tenants.GetValueOrDefault(r.Route.Pool))) == scope.Value.Owner)
            .OrderBy(r => r.Route.Name, StringComparer.Ordinal)
            .ToList();
        var cut = page.Of(all);
        return TypedResults.Json(
            new Page<JsonObject>([.. cut.Items.Select(r => RouteObjects.ToJson(http, r.Route, state, r.ManagedBy))], cut.TotalCount, cut.Number, cut.PageSize), ControlJson.Options);
    }

    private static IResult Get(HttpContext http, string name, ObjectChanges changes) =>
        !ObjectScope.TryGet(http, Role.Viewer, out var scope, out var problem) ? problem!
        : RouteObjects.Find(changes.Current, scope, ObjectIds.Read(name)) is not { } found ? ObjectIds.Missing(http, changes.Current, "route", name)
        : ObjectBody.Answer(http, RouteObjects.ToJson(http, found.Route, changes.Current, found.IsFile ? ManagedBy.File : ManagedBy.Api), RouteObjects.Tag(found.Route));

    private static Task<IResult> CreateAsync(HttpContext http, ObjectChanges changes, TenantChecks checks, HostOwners hosts) => WriteAsync(http, null, changes, checks, hosts);

    private static Task<IResult> ReplaceAsync(HttpContext http, string name, ObjectChanges changes, TenantChecks checks, HostOwners hosts) =>
        WriteAsync(http, ObjectIds.Read(name), changes, checks, hosts);

    private static async Task<IResult> WriteAsync(HttpContext http, string? name, ObjectChanges changes, TenantChecks checks, HostOwners hosts)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        var stored = name is null ? null : RouteObjects.Find(changes.Current, scope, name)?.Route;
        if (name is not null && stored is null)
        {
            return ObjectIds.Missing(http, changes.Current, "route", name);
        }

        var (body, unreadable) = await ApiJson.ReadElementAsync(http, ObjectBody.MaxBodyBytes);
        if (body is not { } given || RouteObjects.Read(given, scope, name, stored, out problem) is not { } route)
        {
            return unreadable ?? problem!;
        }

        if (scope.Owner is { } tenant && await hosts.FindObstacleAsync(tenant, route.Host, http.RequestAborted) is { } obstacle)
        {
            return ApiProblem.Invalid("host", obstacle.Words, obstacle.Code);
        }

        var plain = scope.Plain(route.Name);
        var ifMatch = http.Request.Headers.IfMatch.ToString();
        return await changes.ApplyAsync(
            http, scope, name is null ? "route.create" : "route.change", plain,
            state => checks.HeldToPlan(scope, state, name is null ? RouteEdits.Create(state, scope, route) : RouteEdits.Replace(state, scope, ifMatch, route)),
            state => Answer(http, scope, state, plain, isNew: name is null));
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string name, ObjectChanges changes)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        var id = ObjectIds.Read(name);
        var ifMatch = http.Request.Headers.IfMatch.ToString();
        return RouteObjects.Find(changes.Current, scope, id) is null
            ? ObjectIds.Missing(http, changes.Current, "route", name)
            : await changes.ApplyAsync(http, scope, "route.delete", id, state => RouteEdits.Remove(state, scope, ifMatch, id), _ => TypedResults.NoContent());
    }

    private static IResult Answer(HttpContext http, ObjectScope scope, ConfigurationState state, string name, bool isNew)
    {
        if (RouteObjects.Find(state, scope, name) is not { } stored)
        {
            return ApiProblem.NotFound("The route was deleted meanwhile.");
        }

        if (isNew)
        {
            http.Response.Headers.Location = $"/api/routes/{Uri.EscapeDataString(name)}";
        }

        return ObjectBody.Answer(
            http, RouteObjects.ToJson(http, stored.Route, state, stored.IsFile ? ManagedBy.File : ManagedBy.Api), RouteObjects.Tag(stored.Route), isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}

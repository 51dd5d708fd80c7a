using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Configuration.Gateway;
using Farol.Control.LiveFeed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Backends;

/// <summary><c>/api/backends</c>, in the shape that clients of the original read.</summary>
internal static class BackendEndpoints
{
    public static void MapBackendRows(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/backends", List).RequireRole(Role.Viewer).WithTags("backends").Produces<IReadOnlyList<BackendView>>();
        api.MapGet("/api/backends/{**id}", Get).RequireRole(Role.Viewer).WithTags("backends").Produces<BackendView>();
        api.MapPost("/api/backends", AddAsync).RequireRole(Role.Operator).WithTags("backends")
            .Accepts<BackendSection>("application/json").Produces<BackendView>(StatusCodes.Status201Created);
        api.MapPut("/api/backends/{**id}", ReplaceAsync).RequireRole(Role.Operator).WithTags("backends")
            .Accepts<BackendSection>("application/json").Produces<BackendView>();
        api.MapDelete("/api/backends/{**id}", DeleteAsync).RequireRole(Role.Operator).WithTags("backends")
            .Produces<DrainingBody>(StatusCodes.Status202Accepted).Produces(StatusCodes.Status204NoContent);
    }

    private static IResult List(HttpContext http, BackendList backends) =>
        ObjectScope.TryGetForList(http, out var scope, out var problem)
            ? TypedResults.Json(backends.Of(scope?.TenantId, http.Request.Query["pool"].ToString() is { Length: > 0 } pool ? pool : null), ControlJson.Options)
            : problem!;

    private static IResult Get(HttpContext http, string id, BackendList backends, ObjectChanges changes) =>
        !ObjectScope.TryGet(http, Role.Viewer, out var scope, out var problem) ? problem!
        : backends.Find(changes.Current, scope, ObjectIds.Read(id)) is { } found ? Answer(http, found)
        : ObjectIds.Missing(http, changes.Current, "backend", id);

    private static async Task<IResult> AddAsync(HttpContext http, BackendList backends, ObjectChanges changes, TenantChecks checks)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        var (body, unreadable) = await ApiJson.ReadElementAsync(http);
        if (body is not { } given || BackendObjects.Read(given, scope, null, out problem) is not ({ } backend, { } pool))
        {
            return unreadable ?? problem!;
        }

        if (await checks.FindProblemAsync(scope, [backend], _ => "address", null, http.RequestAborted) is { } refused)
        {
            return refused;
        }

        var isNewPool = PoolObjects.Find(changes.Current, scope, pool) is null;
        var id = scope.Plain(backend.Id);
        return await changes.ApplyAsync(
            http, scope, "backend.create", id, state => checks.HeldToPlan(scope, state, BackendEdits.Add(state, scope, pool, backend)),
            state =>
            {
                http.Response.Headers.Location = $"/api/backends/{id}";
                return Answer(http, backends.Find(state, scope, id) is { } made ? made with { PoolCreated = isNewPool ? true : null } : null, StatusCodes.Status201Created);
            });
    }

    private static async Task<IResult> ReplaceAsync(HttpContext http, string id, BackendList backends, ObjectChanges changes, TenantChecks checks)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        var plain = ObjectIds.Read(id);
        if (BackendList.FindSection(changes.Current, scope, plain) is not { } stored)
        {
            return ObjectIds.Missing(http, changes.Current, "backend", id);
        }

        var (body, unreadable) = await ApiJson.ReadElementAsync(http);
        if (body is not { } given || BackendObjects.Read(given, scope, (stored.Pool, stored.Backend), out problem) is not ({ } backend, _))
        {
            return unreadable ?? problem!;
        }

        var ifMatch = http.Request.Headers.IfMatch.ToString();
        return await checks.FindProblemAsync(scope, [backend], _ => "address", stored.Pool, http.RequestAborted) is { } refused
            ? refused
            : await changes.ApplyAsync(
                http, scope, "backend.change", plain, state => BackendEdits.Replace(state, scope, ifMatch, plain, backend),
                state => Answer(http, backends.Find(state, scope, scope.Plain(backend.Id))));
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, ObjectChanges changes, BackendRemovals removals)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        var plain = ObjectIds.Read(id);
        if (BackendList.FindSection(changes.Current, scope, plain) is not { } stored)
        {
            return ObjectIds.Missing(http, changes.Current, "backend", id);
        }

        var ifMatch = http.Request.Headers.IfMatch.ToString();
        if (http.Request.Query["force"] == "true")
        {
            return await changes.ApplyAsync(
                http, scope, "backend.delete", plain, state => BackendEdits.Remove(state, scope, ifMatch, plain), _ => TypedResults.NoContent());
        }

        var answer = await changes.ApplyAsync(
            http, scope, "backend.drain", plain, state => BackendEdits.Drain(state, scope, ifMatch, plain), _ => TypedResults.Accepted((string?)null));
        return answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status202Accepted }
            ? TypedResults.Json(
                new DrainingBody(plain, "draining", await removals.AddAsync(scope, stored.Backend.Id, http.GetCaller().Name, http.RequestAborted)),
                ControlJson.Options, statusCode: StatusCodes.Status202Accepted)
            : answer;
    }

    private static IResult Answer(HttpContext http, BackendView? view, int status = StatusCodes.Status200OK)
    {
        if (view is null)
        {
            return ApiProblem.NotFound("The backend was deleted meanwhile.");
        }

        http.Response.Headers.ETag = $"\"{view.Version}\"";
        return TypedResults.Json(view, ControlJson.Options, statusCode: status);
    }
}

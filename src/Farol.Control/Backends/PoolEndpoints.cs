using System.Text.Json.Nodes;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Configuration.Gateway;
using Farol.Control.LiveFeed;
using Farol.Control.Revisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Backends;

/// <summary><c>/api/pools</c>.</summary>
internal static class PoolEndpoints
{
    public static void MapPools(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/pools", List).RequireRole(Role.Viewer).WithTags("backends").Produces<Page<PoolSection>>();
        api.MapGet("/api/pools/{**name}", Get).RequireRole(Role.Viewer).WithTags("backends").Produces<PoolSection>();
        api.MapPost("/api/pools", CreateAsync).RequireRole(Role.Operator).WithTags("backends")
            .Accepts<PoolSection>("application/json").Produces<PoolSection>(StatusCodes.Status201Created);
        api.MapPut("/api/pools/{**name}", ReplaceAsync).RequireRole(Role.Operator).WithTags("backends")
            .Accepts<PoolSection>("application/json").Produces<PoolSection>();
        api.MapDelete("/api/pools/{**name}", DeleteAsync).RequireRole(Role.Operator).WithTags("backends").Produces(StatusCodes.Status204NoContent);
    }

    private static IResult List(HttpContext http, ObjectChanges changes, IEnumerable<IStandIn> standIns)
    {
        if (!ObjectScope.TryGetForList(http, out var scope, out var problem) || !PageRequest.TryRead(http.Request, out var page, out problem))
        {
            return problem!;
        }

        var state = changes.Current;
        var all = state.Api.Pools.Select(p => (Pool: p, ManagedBy: ManagedBy.Api)).Concat(state.File.Pools.Select(p => (Pool: p, ManagedBy: ManagedBy.File)))
            .Concat(StandInObjects.Of(standIns, state).Pools.Select(p => (Pool: p, StandInObjects.ManagedBy)))
            .Where(p => scope is null || scope.Value.Owns(p.Pool))
            .OrderBy(p => p.Pool.Name, StringComparer.Ordinal)
            .ToList();
        var cut = page.Of(all);
        return TypedResults.Json(
            new Page<JsonObject>([.. cut.Items.Select(p => PoolObjects.ToJson(http, p.Pool, p.ManagedBy))], cut.TotalCount, cut.Number, cut.PageSize), ControlJson.Options);
    }

    private static IResult Get(HttpContext http, string name, ObjectChanges changes) =>
        !ObjectScope.TryGet(http, Role.Viewer, out var scope, out var problem) ? problem!
        : PoolObjects.Find(changes.Current, scope, ObjectIds.Read(name)) is not { } found ? ObjectIds.Missing(http, changes.Current, "pool", name)
        : ObjectBody.Answer(http, PoolObjects.ToJson(http, found.Pool, found.IsFile ? ManagedBy.File : ManagedBy.Api), PoolObjects.Tag(found.Pool));

    private static Task<IResult> CreateAsync(HttpContext http, ObjectChanges changes, TenantChecks checks) => WriteAsync(http, null, changes, checks);

    private static Task<IResult> ReplaceAsync(HttpContext http, string name, ObjectChanges changes, TenantChecks checks) =>
        WriteAsync(http, ObjectIds.Read(name), changes, checks);

    private static async Task<IResult> WriteAsync(HttpContext http, string? name, ObjectChanges changes, TenantChecks checks)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        var stored = name is null ? null : PoolObjects.Find(changes.Current, scope, name)?.Pool;
        if (name is not null && stored is null)
        {
            return ObjectIds.Missing(http, changes.Current, "pool", name);
        }

        var (body, unreadable) = await ApiJson.ReadElementAsync(http, ObjectBody.MaxBodyBytes);
        if (body is not { } given || PoolObjects.Read(given, scope, name, stored, out problem) is not { } pool)
        {
            return unreadable ?? problem!;
        }

        if (await checks.FindProblemAsync(scope, pool.Backends, i => $"backends[{i}].address", stored, http.RequestAborted) is { } refused)
        {
            return refused;
        }

        var plain = scope.Plain(pool.Name);
        var ifMatch = http.Request.Headers.IfMatch.ToString();
        return await changes.ApplyAsync(
            http, scope, name is null ? "pool.create" : "pool.change", plain,
            state => checks.HeldToPlan(scope, state, name is null ? PoolEdits.Create(state, scope, pool) : PoolEdits.Replace(state, scope, ifMatch, pool)),
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
        return PoolObjects.Find(changes.Current, scope, id) is null
            ? ObjectIds.Missing(http, changes.Current, "pool", name)
            : await changes.ApplyAsync(http, scope, "pool.delete", id, state => PoolEdits.Remove(state, scope, ifMatch, id), _ => TypedResults.NoContent());
    }

    private static IResult Answer(HttpContext http, ObjectScope scope, ConfigurationState state, string name, bool isNew)
    {
        if (PoolObjects.Find(state, scope, name) is not { } stored)
        {
            return ApiProblem.NotFound("The pool was deleted meanwhile.");
        }

        if (isNew)
        {
            http.Response.Headers.Location = $"/api/pools/{Uri.EscapeDataString(name)}";
        }

        return ObjectBody.Answer(
            http, PoolObjects.ToJson(http, stored.Pool, stored.IsFile ? ManagedBy.File : ManagedBy.Api), PoolObjects.Tag(stored.Pool), isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}

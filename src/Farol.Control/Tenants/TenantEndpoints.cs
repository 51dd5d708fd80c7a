using Farol.Access.Accounts;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Tenants;

/// <summary><c>/api/tenants</c>: the platform's administrators for all, an owner for the own one.</summary>
internal static class TenantEndpoints
{
    public static void MapTenantRows(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/tenants").WithTags("tenants").RequireRole(Role.Owner);
        group.MapGet("", ListAsync).Produces<Page<TenantBody>>();
        group.MapGet("/{id}", ReadAsync).Produces<TenantBody>();
        group.MapPut("/{id}", ChangeAsync).Accepts<TenantChange>("application/json").Produces<TenantBody>();
        group.MapDelete("/{id}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
        api.MapPost("/api/tenants", CreateAsync).WithTags("tenants").RequirePlatform()
            .Accepts<TenantChange>("application/json").Produces<TenantBody>(StatusCodes.Status201Created);
    }

    /// <summary><c>?deleted=true</c> shows the platform deleted ones too; <c>?text=</c> those with it in the id, the name or the contact.</summary>
    private static async Task<IResult> ListAsync(HttpContext http, TenantService tenants, bool deleted = false, string? text = null)
    {
        if (!PageRequest.TryRead(http.Request, out var page, out var problem) || !ListSearch.TryRead(text, out var search, out problem))
        {
            return problem!;
        }

        var caller = http.GetCaller();
        var own = caller.IsPlatform ? null : caller.TenantsWith(Role.Owner);
        var rows = await tenants.ListAsync(own, deleted && caller.IsPlatform, http.RequestAborted);
        return TypedResults.Json(
            page.Of([.. rows.Where(row => search.Finds(row.Id, row.Name, row.ContactEmail)).Select(TenantBody.From)]), TenantJson.Default.PageTenantBody);
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, TenantService tenants)
    {
        if (FindObstacle(http, id) is { } obstacle)
        {
            return obstacle;
        }

        return await tenants.FindAsync(id, http.RequestAborted) is { } row ? Answer(http, row) : TenantScope.Missing("tenant");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, TenantService tenants)
    {
        var (body, unreadable) = await ApiJson.ReadAsync(http, TenantJson.Default.TenantChange);
        if (body is null)
        {
            return unreadable!;
        }

        var (row, problem) = await tenants.CreateAsync(body, Change.By(http), http.RequestAborted);
        if (row is null)
        {
            return problem!;
        }

        http.Response.Headers.Location = $"/api/tenants/{row.Id}";
        return Answer(http, row, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(string id, HttpContext http, TenantService tenants)
    {
        if (FindObstacle(http, id) is { } obstacle)
        {
            return obstacle;
        }

        var (body, unreadable) = await ApiJson.ReadAsync(http, TenantJson.Default.TenantChange);
        if (body is null)
        {
            return unreadable!;
        }

        if (body.HasPlatformFields && !http.GetCaller().IsPlatform)
        {
            return ApiProblem.Forbidden("plan, active, limits and backend_networks are the platform's to set; an owner sets name and contact_email.");
        }

        if (id == PlatformTenant.Id && body.HasPlatformFields)
        {
            return ApiProblem.Conflict("The platform's own tenant is always active and has no plan and no limits.");
        }

        var (row, problem) = await tenants.ChangeAsync(id, body, http.Request, Change.By(http), http.RequestAborted);
        return row is null ? problem ?? TenantScope.Missing("tenant") : Answer(http, row);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, TenantService tenants)
    {
        if (FindObstacle(http, id) is { } obstacle)
        {
            return obstacle;
        }

        if (id == PlatformTenant.Id)
        {
            return ApiProblem.Conflict("The platform's own tenant cannot be deleted.");
        }

        var (row, problem) = await tenants.DeleteAsync(id, http.Request, Change.By(http), http.RequestAborted);
        return row is null ? problem ?? TenantScope.Missing("tenant") : TypedResults.NoContent();
    }

    private static ApiProblem? FindObstacle(HttpContext http, string id)
    {
        var caller = http.GetCaller();
        return caller.Has(Role.Owner, id) ? null
            : caller.RoleName(id) is { } role ? ApiProblem.Forbidden($"This needs the role owner in {id}; {caller.Name} has {role} there.")
            : TenantScope.Crossed(http, "tenant", id);
    }

    private static JsonHttpResult<TenantBody> Answer(HttpContext http, TenantRow row, int status = StatusCodes.Status200OK)
    {
        var body = TenantBody.From(row);
        http.Response.Headers.ETag = body.Tag();
        return TypedResults.Json(body, TenantJson.Default.TenantBody, statusCode: status);
    }
}

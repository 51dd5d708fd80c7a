using Farol.Access.Accounts;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Farol.Access.Users;

/// <summary><c>/api/users</c>: the people of a tenant, for its administrators.</summary>
internal static class UserEndpoints
{
    public const int MaxNameLength = 100;

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/users").WithTags("users").RequireRole(Role.Admin);
        group.MapGet("", ListAsync).Produces<Page<UserBody>>();
        group.MapGet("/{id}", ReadAsync).Produces<UserBody>();
        group.MapPost("", CreateAsync).ForPersons().Accepts<UserCreation>("application/json").Produces<UserBody>(StatusCodes.Status201Created);
        group.MapPut("/{id}", ChangeAsync).ForPersons().Accepts<UserChange>("application/json").Produces<UserBody>();
        group.MapDelete("/{id}", RemoveAsync).ForPersons().Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id}/reset_link", MakeLinkAsync).ForPersons().Produces<LinkBody>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext http, UserService users)
    {
        return !ActingTenant.TryGet(http, Role.Admin, out var tenantId, out var problem) || !PageRequest.TryRead(http.Request, out var page, out problem)
            ? problem!
            : TypedResults.Json(await users.ListAsync(tenantId, page, http.RequestAborted), AccessJson.Default.PageUserBody);
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, UserService users)
    {
        if (!ActingTenant.TryGet(http, Role.Admin, out var tenantId, out var problem))
        {
            return problem!;
        }

        return await users.FindAsync(tenantId, id, http.RequestAborted) is { } row ? Answer(http, row) : await MissingAsync(http, users, id);
    }

    private static async Task<IResult> CreateAsync(HttpContext http, UserService users, Passwords passwords)
    {
        if (!ActingTenant.TryGet(http, Role.Admin, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (body, unreadable) = await ApiJson.ReadAsync(http, AccessJson.Default.UserCreation);
        if (body is null)
        {
            return unreadable!;
        }

        var errors = new FieldErrors();
        var user = NewUserFields.Read(body, tenantId, passwords, errors);
        errors.AddIf("tenant_id", body.TenantId is null ? null : "is not taken here; ?tenant= names another tenant");
        errors.AddIf("platform", body.Platform is null ? null : "is not taken here, but at /api/admin/users");
        var caller = http.GetCaller();
        if ((errors.ToProblem() ?? UserRules.FindExcess(caller, tenantId, user.Role)) is { } fault)
        {
            return fault;
        }

        var (made, link, refusal) = await users.CreateAsync(caller, user, body.Password is null, Change.By(http), http.RequestAborted);
        if (made is null)
        {
            return refusal!;
        }

        http.Response.Headers.Location = $"/api/users/{made.Id}";
        return Answer(http, made, link, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(string id, HttpContext http, UserService users)
    {
        if (!ActingTenant.TryGet(http, Role.Admin, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (body, unreadable) = await ApiJson.ReadAsync(http, AccessJson.Default.UserChange);
        if (body is null)
        {
            return unreadable!;
        }

        var errors = new FieldErrors();
        errors.OneOf("role", body.Role, NewUserFields.RoleWords);
        errors.AddIf("platform", body.Platform is null ? null : "is not taken here, but at /api/admin/users");
        if (errors.ToProblem() is { } fault)
        {
            return fault;
        }

        var (row, refusal) = await users.ChangeAsync(http.GetCaller(), tenantId, id, body, http.Request, Change.By(http), http.RequestAborted);
        return row is null ? refusal ?? await MissingAsync(http, users, id) : Answer(http, row);
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext http, UserService users)
    {
        if (!ActingTenant.TryGet(http, Role.Admin, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (row, refusal) = await users.RemoveAsync(http.GetCaller(), tenantId, id, http.Request, Change.By(http), http.RequestAborted);
        return row is null ? refusal ?? await MissingAsync(http, users, id) : TypedResults.NoContent();
    }

    private static async Task<IResult> MakeLinkAsync(string id, HttpContext http, UserService users)
    {
        if (!ActingTenant.TryGet(http, Role.Admin, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (link, refusal) = await users.MakeLinkAsync(http.GetCaller(), tenantId, id, Change.By(http), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return link is null
            ? refusal ?? await MissingAsync(http, users, id)
            : TypedResults.Json(link, AccessJson.Default.LinkBody, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<ApiProblem> MissingAsync(HttpContext http, UserService users, string id) =>
        !http.GetCaller().IsPlatform && await users.ExistsAsync(id, http.RequestAborted)
            ? ActingTenant.Crossed(http, "user", id)
            : ActingTenant.Missing("user");

    private static JsonHttpResult<UserBody> Answer(HttpContext http, MemberRow row, LinkBody? link = null, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = row.Tag();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(UserBody.From(row, link), AccessJson.Default.UserBody, statusCode: status);
    }
}

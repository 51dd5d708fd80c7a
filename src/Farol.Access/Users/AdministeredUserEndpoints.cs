using Farol.Access.Accounts;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Access.Users;

/// <summary><c>/api/admin/users</c>: every account, for administrators of the installation.</summary>
internal static class AdministeredUserEndpoints
{
    public static void MapAdministeredUsers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/admin/users").WithTags("administration").RequirePlatform();
        group.MapGet("", ListAsync).Produces<Page<UserBody>>();
        group.MapGet("/{id}", ReadAsync).Produces<UserBody>();
        group.MapPost("", CreateAsync).ForPersons().Accepts<UserCreation>("application/json").Produces<UserBody>(StatusCodes.Status201Created);
        group.MapPut("/{id}", ChangeAsync).ForPersons().Accepts<UserChange>("application/json").Produces<UserBody>();
        group.MapDelete("/{id}", DeleteAsync).ForPersons().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AdministeredUsers users) =>
        PageRequest.TryRead(http.Request, out var page, out var problem)
            ? TypedResults.Json(await users.ListAsync(page, http.RequestAborted), AccessJson.Default.PageUserBody)
            : problem!;

    private static async Task<IResult> ReadAsync(string id, HttpContext http, AdministeredUsers users) =>
        await users.FindAsync(id, http.RequestAborted) is { } found ? Answer(http, found) : ActingTenant.Missing("user");

    private static async Task<IResult> CreateAsync(HttpContext http, AdministeredUsers users, Passwords passwords)
    {
        var (body, unreadable) = await ApiJson.ReadAsync(http, AccessJson.Default.UserCreation);
        if (body is null)
        {
            return unreadable!;
        }

        var errors = new FieldErrors();
        var tenantId = body.TenantId ?? PlatformTenant.Id;
        var user = NewUserFields.Read(body, tenantId, passwords, errors, Role.Viewer) with { IsPlatform = body.Platform ?? false };
        if (tenantId != PlatformTenant.Id && http.RequestServices.GetService<ITenants>()?.IsServed(tenantId) is not true)
        {
            errors.Add("tenant_id", "is no tenant that is active");
        }

        if (errors.ToProblem() is { } fault)
        {
            return fault;
        }

        var (made, problem) = await users.CreateAsync(user, body.Password is null, Change.By(http), http.RequestAborted);
        if (made is null)
        {
            return problem!;
        }

        http.Response.Headers.Location = $"/api/admin/users/{made.Value.Row.Id}";
        return Answer(http, made.Value, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(string id, HttpContext http, AdministeredUsers users)
    {
        var (body, unreadable) = await ApiJson.ReadAsync(http, AccessJson.Default.UserChange);
        if (body is null)
        {
            return unreadable!;
        }

        if (body.Role is not null)
        {
            return ApiProblem.Invalid("role", "is not taken here, but at /api/users/{id}?tenant=");
        }

        var (changed, problem) = await users.ChangeAsync(id, body, http.Request, Change.By(http), http.RequestAborted);
        return changed is { } found ? Answer(http, found) : problem ?? ActingTenant.Missing("user");
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, AdministeredUsers users)
    {
        var (deleted, problem) = await users.DeleteAsync(id, http.Request, Change.By(http), http.RequestAborted);
        return deleted is null ? problem ?? ActingTenant.Missing("user") : TypedResults.NoContent();
    }

    private static JsonHttpResult<UserBody> Answer(HttpContext http, (MemberRow Row, UserBody Body) user, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = user.Row.Tag();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(user.Body, AccessJson.Default.UserBody, statusCode: status);
    }
}

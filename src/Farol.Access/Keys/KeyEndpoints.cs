using Farol.Access.Accounts;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Access.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Farol.Access.Keys;

/// <summary><c>/api/keys</c>: everybody's own; an administrator sees and revokes all of the tenant.</summary>
internal static class KeyEndpoints
{
    private const int MaxNameLength = 100;

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/keys").WithTags("keys");
        group.MapGet("", ListAsync).RequireRole(Role.Viewer).Produces<Page<KeyBody>>();
        group.MapGet("/{id}", ReadAsync).RequireRole(Role.Viewer).Produces<KeyBody>();
        group.MapPost("", CreateAsync).RequireRole(Role.Operator).ForPersons()
            .Accepts<KeyCreation>("application/json").Produces<KeyBody>(StatusCodes.Status201Created);
        group.MapDelete("/{id}", RevokeAsync).RequireRole(Role.Operator).ForPersons().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(HttpContext http, KeyService keys) =>
        ActingTenant.TryGet(http, Role.Viewer, out var tenantId, out var problem) && PageRequest.TryRead(http.Request, out var page, out problem)
            ? TypedResults.Json(await keys.ListAsync(tenantId, MakerSeen(http, tenantId), page, http.RequestAborted), AccessJson.Default.PageKeyBody)
            : problem!;

    private static async Task<IResult> ReadAsync(string id, HttpContext http, KeyService keys)
    {
        if (!ActingTenant.TryGet(http, Role.Viewer, out var tenantId, out var problem))
        {
            return problem!;
        }

        var maker = MakerSeen(http, tenantId);
        return await keys.FindAsync(tenantId, id, http.RequestAborted) is { } row && (maker is null || row.UserId == maker)
            ? Answer(http, keys, row)
            : await MissingAsync(http, keys, tenantId, id);
    }

    private static async Task<IResult> CreateAsync(HttpContext http, KeyService keys, AccessOptions options, TimeProvider time)
    {
        if (!ActingTenant.TryGet(http, Role.Operator, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (body, unreadable) = await ApiJson.ReadAsync(http, AccessJson.Default.KeyCreation);
        if (body is null)
        {
            return unreadable!;
        }

        var caller = http.GetCaller();
        var errors = new FieldErrors();
        var name = errors.Required("name", body.Name, MaxNameLength);
        errors.AddIf("role", body.Role is null ? "is missing" : null);
        errors.OneOf("role", body.Role, [.. NewUserFields.RoleWords, RoleNames.Platform]);
        if (body.ExpiresAt is { } expiry && (expiry <= time.GetUtcNow() || expiry > time.GetUtcNow() + options.MaxKeyLifetime))
        {
            errors.Add("expires_at", $"must be in the future, and at most {options.MaxKeyLifetime.TotalDays:0} days from now");
        }

        if ((errors.ToProblem() ?? FindExcess(caller, tenantId, body.Role!)) is { } fault)
        {
            return fault;
        }

        var (row, key, refusal) = await keys.CreateAsync(caller, tenantId, name, body.Role!, body.ExpiresAt, Change.By(http), http.RequestAborted);
        if (row is null)
        {
            return refusal!;
        }

        http.Response.Headers.Location = $"/api/keys/{row.Id}";
        return Answer(http, keys, row, key, StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, KeyService keys)
    {
        if (!ActingTenant.TryGet(http, Role.Operator, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (row, refusal) = await keys.RevokeAsync(tenantId, MakerSeen(http, tenantId), id, http.Request, Change.By(http), http.RequestAborted);
        return row is null ? refusal ?? await MissingAsync(http, keys, tenantId, id) : TypedResults.NoContent();
    }

    /// <summary>Null: the caller sees everybody's. Nobody has the empty id, so that the local viewer sees none.</summary>
    private static string? MakerSeen(HttpContext http, string tenantId) =>
        http.GetCaller().Has(Role.Admin, tenantId) ? null : http.GetCaller().UserId ?? "";

    private static ApiProblem? FindExcess(Caller caller, string tenantId, string role) => role == RoleNames.Platform
        ? caller.IsPlatform ? null : ApiProblem.Forbidden("Only administrators of the installation make keys with the role platform.")
        : UserRules.FindExcess(caller, tenantId, RoleNames.Parse(role));

    private static async Task<ApiProblem> MissingAsync(HttpContext http, KeyService keys, string tenantId, string id) =>
        !http.GetCaller().IsPlatform && await keys.ExistsAsync(id, http.RequestAborted) && await keys.FindAsync(tenantId, id, http.RequestAborted) is null
            ? ActingTenant.Crossed(http, "key", id)
            : ActingTenant.Missing("key");

    private static JsonHttpResult<KeyBody> Answer(HttpContext http, KeyService keys, KeyRow row, string? key = null, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = row.Tag();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(keys.Show(row, key), AccessJson.Default.KeyBody, statusCode: status);
    }
}

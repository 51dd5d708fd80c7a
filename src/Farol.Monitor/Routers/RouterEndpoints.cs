using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Routers;

/// <summary>Listing, adding, changing, removing and testing routers.</summary>
internal static class RouterEndpoints
{
    private const int MaxPageSize = 500;

    public static void MapRouters(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/routers", List).RequireRole(Role.Viewer).WithSummary("Routers of the caller's tenants").WithTags("Routers");
        app.MapGet("/api/routers/{id}", Get).RequireRole(Role.Viewer).WithSummary("One router").WithTags("Routers").Produces<RouterBody>();
        app.MapPost("/api/routers", AddAsync).RequireRole(Role.Admin).WithSummary("Adds a router and starts watching it").WithTags("Routers").Produces<RouterBody>(StatusCodes.Status201Created);
        app.MapPut("/api/routers/{id}", ReplaceAsync).RequireRole(Role.Admin).WithSummary("Changes a router; fields that are absent stay, passwords only where the router stays").WithTags("Routers").Produces<RouterBody>();
        app.MapDelete("/api/routers/{id}", RemoveAsync).RequireRole(Role.Admin).WithSummary("Stops watching a router and forgets it").WithTags("Routers").Produces(StatusCodes.Status204NoContent);
        app.MapDelete("/api/routers/{id}/host_key", ForgetKeyAsync).RequireRole(Role.Admin)
            .WithSummary("Forgets the pinned host key, after you have checked why it changed").WithTags("Routers").Produces(StatusCodes.Status204NoContent);
        app.MapPost("/api/routers/{id}/test", TestAsync).RequireRole(Role.Admin).RequireRateLimiting(RateLimits.Diagnostics)
            .WithSummary("Connects once and reports each step; with a body, as that change would make the router").WithTags("Routers");
        app.MapPost("/api/routers/test", TestNewAsync).RequireRole(Role.Admin).RequireRateLimiting(RateLimits.Diagnostics)
            .WithSummary("The same for a router that is not added yet").WithTags("Routers");
    }

    private static IResult List(HttpContext http, RouterRegistry registry, int page = 1, int page_size = 100)
    {
        var caller = http.GetCaller();
        var mine = registry.All.Where(r => caller.Has(Role.Viewer, r.Definition.TenantId)).ToList();
        page = Math.Max(1, page);
        page_size = Math.Clamp(page_size, 1, MaxPageSize);
        var items = mine.Skip((page - 1) * page_size).Take(page_size).Select(r => RouterBody.Of(r, r == mine[0])).ToList();
        return Results.Json(new { success = true, items, total_count = mine.Count, page, page_size, has_more = page * page_size < mine.Count }, MonitorJson.Options);
    }

    private static IResult Get(string id, HttpContext http, RouterScope scope, RouterRegistry registry) =>
        scope.TryFind(id, http.GetCaller(), Role.Viewer, out var router, out var problem) ? Answer(http, router, registry, StatusCodes.Status200OK) : problem;

    private static async Task<IResult> AddAsync(RouterRequest request, HttpContext http, RouterRegistry registry)
    {
        var caller = http.GetCaller();
        var tenant = caller.TenantId ?? Access.Accounts.PlatformTenant.Id;
        if (RouterValidation.Read(request, tenant, known: null, out var errors) is not { } router)
        {
            return ApiProblem.Invalid(errors);
        }

        if (!await registry.AddAsync(router, Entry("router.create", router, caller, http, before: null), http.RequestAborted))
        {
            return ApiProblem.Conflict($"There is a router \"{router.Id}\" already; choose another id or PUT /api/routers/{router.Id}");
        }

        http.Response.Headers.Location = $"/api/routers/{router.Id}";
        return Answer(http, registry.Find(router.Id)!, registry, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReplaceAsync(string id, RouterRequest request, HttpContext http, RouterScope scope, RouterRegistry registry)
    {
        var caller = http.GetCaller();
        if (!TryFindOwn(id, caller, http, scope, out var router, out var problem))
        {
            return problem;
        }

        if (RouterChange.Read(request, router.Definition, out var errors) is not { } changed)
        {
            return ApiProblem.Invalid(errors);
        }

        return await registry.ReplaceAsync(changed, router.Version, Entry("router.update", changed, caller, http, router.Definition), http.RequestAborted)
            ? Answer(http, registry.Find(id)!, registry, StatusCodes.Status200OK)
            : Stale(id);
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext http, RouterScope scope, RouterRegistry registry)
    {
        var caller = http.GetCaller();
        if (!TryFindOwn(id, caller, http, scope, out var router, out var problem))
        {
            return problem;
        }

        return await registry.RemoveAsync(id, router.Version, Entry("router.delete", router.Definition, caller, http, router.Definition), http.RequestAborted)
            ? Results.NoContent()
            : Stale(id);
    }

    private static async Task<IResult> ForgetKeyAsync(string id, HttpContext http, RouterScope scope, StoredHostKeyPins pins, IAudit audit)
    {
        var caller = http.GetCaller();
        if (!scope.TryFind(id, caller, Role.Admin, out var router, out var problem))
        {
            return problem;
        }

        await audit.WriteAsync(Entry("router.forget_host_key", router.Definition, caller, http, before: null), http.RequestAborted);
        if (!await pins.ForgetAsync(router.Definition.Host, router.Definition.Port, http.RequestAborted))
        {
            return ApiProblem.NotFound($"No host key is pinned for router \"{id}\"");
        }

        if (router.Connection.Snapshot is { HeldOffline: false, Circuit: CircuitState.Stopped, LastError.Fault: DeviceFault.HostKeyChanged })
        {
            // This was what stopped the tries. Not awaited: the router may take its time, and router_status says how it went.
            router.Context.Background(token => ReconnectAsync(router, token));
        }

        return Results.NoContent();
    }

    private static async Task ReconnectAsync(MonitoredRouter router, CancellationToken cancellationToken)
    {
        try
        {
            await router.Connection.ConnectAsync(cancellationToken);
        }
        catch (DeviceException)
        {
            // It is the connection's last error now.
        }
    }

    private static async Task<IResult> TestAsync(string id, RouterRequest? request, HttpContext http, RouterScope scope, RouterTest test, IAudit audit)
    {
        var caller = http.GetCaller();
        if (request is null)
        {
            return scope.TryFind(id, caller, Role.Admin, out var stored, out var refusal) ? await TriedAsync(stored.Definition, http, test, audit) : refusal;
        }

        if (!TryFindOwn(id, caller, http, scope, out var router, out var problem))
        {
            return problem;
        }

        return RouterChange.Read(request, router.Definition, out var errors) is { } changed ? await TriedAsync(changed, http, test, audit) : ApiProblem.Invalid(errors);
    }

    private static async Task<IResult> TestNewAsync(RouterRequest request, HttpContext http, RouterTest test, IAudit audit)
    {
        var tenant = http.GetCaller().TenantId ?? Access.Accounts.PlatformTenant.Id;
        return RouterValidation.Read(request with { Id = request.Id ?? "test" }, tenant, known: null, out var errors) is { } router
            ? await TriedAsync(router, http, test, audit)
            : ApiProblem.Invalid(errors);
    }

    private static async Task<IResult> TriedAsync(RouterDefinition router, HttpContext http, RouterTest test, IAudit audit)
    {
        await audit.WriteAsync(Entry("router.test", router, http.GetCaller(), http, before: null), http.RequestAborted);
        return Results.Json(await test.RunAsync(router, http.RequestAborted), MonitorJson.Options);
    }

    /// <summary>A router that the API may change, asked for with its current version or none.</summary>
    private static bool TryFindOwn(string id, Caller caller, HttpContext http, RouterScope scope, out MonitoredRouter router, out IResult problem)
    {
        if (!scope.TryFind(id, caller, Role.Admin, out router, out problem))
        {
            return false;
        }

        if (router.Definition.ManagedBy != "api")
        {
            problem = ApiProblem.Conflict($"Router \"{id}\" comes from {router.Definition.ManagedBy} and is read-only here; change it there");
            return false;
        }

        var expected = http.Request.Headers.IfMatch.ToString();
        if (expected.Length > 0 && expected != "*" && expected != Tag(router))
        {
            problem = Stale(id);
            return false;
        }

        return true;
    }

    private static ApiProblem Stale(string id) => ApiProblem.Stale($"Router \"{id}\" was changed meanwhile; read it again and repeat the change on that version");

    private static IResult Answer(HttpContext http, MonitoredRouter router, RouterRegistry registry, int status)
    {
        http.Response.Headers.ETag = Tag(router);
        return Results.Json(RouterBody.Of(router, registry.Default == router), MonitorJson.Options, statusCode: status);
    }

    private static string Tag(MonitoredRouter router) => $"\"{router.Version}\"";

    private static AuditEntry Entry(string action, RouterDefinition router, Caller caller, HttpContext http, RouterDefinition? before) =>
        new(action, router.Id)
        {
            Actor = caller.Name,
            TenantId = router.TenantId,
            From = http.Connection.RemoteIpAddress?.ToString(),
            Before = before is null ? null : Json(before),
            After = action == "router.delete" ? null : Json(router),
        };

    private static string Json(RouterDefinition router) => System.Text.Json.JsonSerializer.Serialize(
        router with { Password = null, PrivateKeyPassphrase = null, ChangePassword = null }, MonitorJson.Options);
}

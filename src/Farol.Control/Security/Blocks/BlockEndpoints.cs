using Farol.Access.Auditing;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Revisions;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Security.Blocks;

/// <summary><c>/api/security/blocks</c>.</summary>
internal static class BlockEndpoints
{
    public static void MapBlocks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/security/blocks").WithTags("security").AddEndpointFilter(DryRun.RefuseMistyped);
        group.MapGet("", List).RequireRole(Role.Viewer).WithSummary("Addresses and networks that are blocked or let in").Produces<Page<BlockBody>>();
        group.MapGet("/{id}", Read).RequireRole(Role.Viewer).Produces<BlockBody>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", AddAsync).RequireRole(Role.Operator).WithSummary("Blocks or lets in an address or a network; in force at once")
            .Accepts<BlockRequest>("application/json").Produces<BlockBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPut("/{id}", ChangeAsync).RequireRole(Role.Operator)
            .Accepts<BlockRequest>("application/json").Produces<BlockBody>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapDelete("/{id}", RemoveAsync).RequireRole(Role.Operator).Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult List(HttpContext http, BlockList blocks)
    {
        if (!TenantScope.TryGetOrAll(http, Role.Viewer, out var tenantId, out var problem) || !PageRequest.TryRead(http.Request, out var page, out problem))
        {
            return problem!;
        }

        var all = blocks.List(tenantId);
        var cut = page.Of([.. all.Select(BlockBody.Of)]);
        return Results.Json(cut, SecurityJson.Default.PageBlockBody);
    }

    private static IResult Read(HttpContext http, BlockList blocks, string id) => !TenantScope.TryGet(http, Role.Viewer, out var tenantId, out var problem)
        ? problem!
        : blocks.Find(tenantId, id) is { } entry ? Answer(http, entry, StatusCodes.Status200OK) : Missing(http, blocks, id);

    private static async Task<IResult> AddAsync(HttpContext http, BlockList blocks, BlockGuard guard, TimeProvider time)
    {
        if (!TenantScope.TryGet(http, Role.Operator, out var tenantId, out var problem))
        {
            return problem!;
        }

        var (request, wrong) = await ApiJson.ReadAsync(http, SecurityJson.Default.BlockRequest);
        if (request is null)
        {
            return wrong!;
        }

        var now = time.GetUtcNow();
        var check = new BlockCheck(guard, http.Connection.RemoteIpAddress, now);
        if (check.Read(request) is not { } wanted)
        {
            return check.Problem!;
        }

        var entry = wanted with { Id = Guid.CreateVersion7(now).ToString("N"), TenantId = tenantId, CreatedAt = now, CreatedBy = http.GetCaller().Name };
        var dryRun = DryRun.IsAsked(http.Request);
        if (await blocks.AddAsync(entry, Audit(http, "block.create", entry) with { After = BlockList.Json(entry) }, dryRun, http.RequestAborted) is { } refused)
        {
            return refused;
        }

        http.Response.Headers.Location = dryRun ? default : $"/api/security/blocks/{entry.Id}";
        return Answer(http, entry, dryRun ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    /// <summary>The entry anew, whole: what is not given is as for a new one.</summary>
    private static async Task<IResult> ChangeAsync(HttpContext http, BlockList blocks, BlockGuard guard, TimeProvider time, string id)
    {
        if (!TenantScope.TryGet(http, Role.Operator, out var tenantId, out var problem))
        {
            return problem!;
        }

        if (blocks.Find(tenantId, id) is not { } before)
        {
            return Missing(http, blocks, id);
        }

        var (request, wrong) = await ApiJson.ReadAsync(http, SecurityJson.Default.BlockRequest);
        if (request is null)
        {
            return wrong!;
        }

        var check = new BlockCheck(guard, http.Connection.RemoteIpAddress, time.GetUtcNow());
        if (check.Read(request) is not { } wanted)
        {
            return check.Problem!;
        }

        var entry = before with { Network = wanted.Network, Action = wanted.Action, Reason = wanted.Reason, ExpiresAt = wanted.ExpiresAt };
        var refused = await blocks.ChangeAsync(entry, now => FindStale(http, now), Audit(http, "block.change", entry), DryRun.IsAsked(http.Request), http.RequestAborted);
        return refused is null ? Answer(http, entry, StatusCodes.Status200OK) : refused;
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, BlockList blocks, string id)
    {
        if (!TenantScope.TryGet(http, Role.Operator, out var tenantId, out var problem))
        {
            return problem!;
        }

        if (blocks.Find(tenantId, id) is not { } entry)
        {
            return Missing(http, blocks, id);
        }

        var refused = await blocks.RemoveAsync(
            tenantId, id, now => FindStale(http, now), Audit(http, "block.delete", entry), DryRun.IsAsked(http.Request), http.RequestAborted);
        return refused is null ? Results.NoContent() : refused;
    }

    private static ApiProblem Missing(HttpContext http, BlockList blocks, string id) =>
        blocks.IsSomebodys(id) ? TenantScope.Crossed(http, "block", id) : TenantScope.Missing("block");

    private static ApiProblem? FindStale(HttpContext http, BlockEntry entry) => EntityTags.FindStale(http.Request, Tag(entry));

    private static string Tag(BlockEntry entry) => EntityTags.Of(System.Text.Encoding.UTF8.GetBytes(BlockList.Json(entry)));

    private static IResult Answer(HttpContext http, BlockEntry entry, int status)
    {
        http.Response.Headers.ETag = Tag(entry);
        return Results.Json(BlockBody.Of(entry), SecurityJson.Default.BlockBody, statusCode: status);
    }

    private static AuditEntry Audit(HttpContext http, string action, BlockEntry entry) => new(action, entry.Id)
    {
        Actor = http.GetCaller().Name,
        TenantId = entry.TenantId,
        From = http.Connection.RemoteIpAddress?.ToString(),
        Detail = $"{NetworkText.Of(entry.Network)}{(entry.Reason is { } reason ? $": {reason}" : "")}",
    };
}

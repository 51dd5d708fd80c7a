using System.Text.Json;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Backends;
using Farol.Control.LiveFeed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Hosts;

/// <summary><c>/api/hosts</c>: the host names of a tenant.</summary>
internal static class HostEndpoints
{
    private const int MaxHostLength = 253;

    /// <summary>Servers keep the answer that there is none for minutes: asking more often changes nothing.</summary>
    private static readonly TimeSpan _betweenChecks = TimeSpan.FromSeconds(5);

    public static void MapHostRows(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/hosts", ListAsync).RequireRole(Role.Viewer).WithTags("hosts").Produces<Page<HostView>>();
        api.MapGet("/api/hosts/{host}", GetAsync).RequireRole(Role.Viewer).WithTags("hosts").Produces<HostView>();
        api.MapPost("/api/hosts", ClaimAsync).RequireRole(Role.Operator).WithTags("hosts")
            .Accepts<HostRequest>("application/json").Produces<HostView>(StatusCodes.Status201Created).Produces<HostView>();
        api.MapPost("/api/hosts/{host}/check", CheckAsync).RequireRole(Role.Operator).WithTags("hosts").Produces<HostView>();
        api.MapPost("/api/hosts/{host}/approve", ApproveAsync).RequirePlatform().WithTags("hosts").Produces<HostView>();
        api.MapDelete("/api/hosts/{host}", ReleaseAsync).RequireRole(Role.Operator).WithTags("hosts").Produces(StatusCodes.Status204NoContent);
    }

    /// <summary><c>?text=</c>: those with it in the name.</summary>
    private static async Task<IResult> ListAsync(HttpContext http, HostClaims claims, HostOptions options, string? text = null)
    {
        if (!ObjectScope.TryGetForList(http, out var scope, out var problem) || !PageRequest.TryRead(http.Request, out var page, out problem)
            || !ListSearch.TryRead(text, out var search, out problem))
        {
            return problem!;
        }

        var found = (await claims.ListAsync(scope?.TenantId, http.RequestAborted)).Where(claim => search.Finds(claim.Host));
        return TypedResults.Json(page.Of([.. found.Select(claim => HostView.Of(claim, options))]), ControlJson.Options);
    }

    private static async Task<IResult> GetAsync(HttpContext http, string host, HostClaims claims, HostOptions options) =>
        !ObjectScope.TryGet(http, Role.Viewer, out var scope, out var problem) ? problem!
        : await claims.FindAsync(scope.TenantId, Spelt(host), http.RequestAborted) is { } claim ? Answer(http, claim, options)
        : Missing();

    private static async Task<IResult> ClaimAsync(HttpContext http, HostClaims claims, HostOptions options)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        var (request, unreadable) = await ApiJson.ReadAsync(http, HostsJson.Default.HostRequest);
        if (request is null)
        {
            return unreadable!;
        }

        var errors = new FieldErrors();
        var given = errors.Required("host", request.Host, MaxHostLength);
        var host = given;
        if (errors.IsEmpty)
        {
            host = HostPattern.Normalise(given, out var fault);
            errors.AddIf("host", fault ?? (host.Contains('*', StringComparison.Ordinal) ? $"is a name; that of {HostPattern.Base(host)} holds for all below it" : null));
        }

        if (errors.ToProblem() is { } wrong)
        {
            return wrong;
        }

        if (scope.Owner is not { } tenant)
        {
            return ApiProblem.Invalid("tenant", "the installation's own routes need no claim; write ?tenant= to claim for a tenant");
        }

        var (claim, isNew, refused) = await claims.ClaimAsync(tenant, host, http.GetCaller().Name, From(http), http.RequestAborted);
        return claim is null ? refused! : Answer(http, claim, options, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> CheckAsync(HttpContext http, string host, HostClaims claims, HostRoutes routes, HostOptions options, TimeProvider time)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        if (await claims.FindAsync(scope.TenantId, Spelt(host), http.RequestAborted) is not { } claim)
        {
            return Missing();
        }

        if (FindStale(http, claim, options) is { } stale)
        {
            return stale;
        }

        var since = time.GetUtcNow().ToUnixTimeMilliseconds() - (claim.CheckedAtMs ?? 0);
        if (since < _betweenChecks.TotalMilliseconds)
        {
            return ApiProblem.TooMany("It was looked at just now.", _betweenChecks - TimeSpan.FromMilliseconds(since));
        }

        if (await claims.CheckAsync(claim, http.GetCaller().Name, From(http), http.RequestAborted) is not { } outcome)
        {
            return Missing();
        }

        if (outcome.Losers.Count > 0)
        {
            await routes.SweepAsync(http.RequestAborted);
        }

        return Answer(http, outcome.Claim, options);
    }

    private static async Task<IResult> ApproveAsync(HttpContext http, string host, HostClaims claims, HostRoutes routes, HostOptions options)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        if (await claims.FindAsync(scope.TenantId, Spelt(host), http.RequestAborted) is { } known && FindStale(http, known, options) is { } stale)
        {
            return stale;
        }

        var (claim, losers, refused) = await claims.ApproveAsync(
            scope.TenantId, Spelt(host), http.Request.Query["transfer"] == "true", http.GetCaller().Name, From(http), http.RequestAborted);
        if (losers.Count > 0)
        {
            await routes.SweepAsync(http.RequestAborted);
        }

        return claim is null ? refused! : Answer(http, claim, options);
    }

    private static async Task<IResult> ReleaseAsync(HttpContext http, string host, HostClaims claims, HostRoutes routes, HostOptions options)
    {
        if (!ObjectScope.TryGet(http, Role.Operator, out var scope, out var problem))
        {
            return problem!;
        }

        if (await claims.FindAsync(scope.TenantId, Spelt(host), http.RequestAborted) is { } known && FindStale(http, known, options) is { } stale)
        {
            return stale;
        }

        if (!await claims.ReleaseAsync(scope.TenantId, Spelt(host), http.GetCaller().Name, From(http), http.RequestAborted))
        {
            return Missing();
        }

        await routes.SweepAsync(http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<HostView> Answer(HttpContext http, HostClaim claim, HostOptions options, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = Tag(claim, options);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(HostView.Of(claim, options), ControlJson.Options, statusCode: status);
    }

    private static ApiProblem? FindStale(HttpContext http, HostClaim claim, HostOptions options) => EntityTags.FindStale(http.Request, Tag(claim, options));

    private static string Tag(HostClaim claim, HostOptions options) =>
        EntityTags.Of(JsonSerializer.SerializeToUtf8Bytes(HostView.Of(claim, options), ControlJson.Options));

    /// <summary>What cannot be a name is nobody's.</summary>
    private static string Spelt(string host) => HostPattern.Normalise(host, out _);

    private static string? From(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();

    private static ApiProblem Missing() => Tenants.TenantScope.Missing("host");
}

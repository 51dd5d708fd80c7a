using Farol.Access.Roles;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Farol.Store.Caching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Status;

/// <summary>The cache's figures, and emptying or refreshing it.</summary>
internal static class CacheEndpoints
{
    public static void MapCache(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/cache_statistics", Statistics).RequireRole(Role.Viewer).RequireRateLimiting(RateLimits.Data)
            .WithSummary("Hits, misses and entries of the cache").WithTags("Cache");
        app.MapPost("/api/clear_cache", ClearAsync).RequireRole(Role.Operator).RequireRateLimiting(RateLimits.Cache)
            .WithSummary("Empties the cache; the next request of each family polls").WithTags("Cache");
        app.MapPost("/api/force_cache_refresh", RefreshAsync).RequireRole(Role.Operator).RequireRateLimiting(RateLimits.Cache)
            .WithSummary("Polls every family of a router now").WithTags("Cache");
    }

    private static IResult Statistics(ICache cache, TimeProvider time)
    {
        var statistics = cache.ReadStatistics();
        return Results.Json(new { success = true, timestamp = time.GetUtcNow(), cache_stats = statistics, data = statistics }, MonitorJson.Options);
    }

    private static async Task<IResult> ClearAsync(HttpContext http, ICache cache, TimeProvider time)
    {
        var cleared = await cache.ClearAsync(http.RequestAborted);
        return Results.Json(new { success = true, timestamp = time.GetUtcNow(), message = $"{cleared} entries cleared", entries_cleared = cleared }, MonitorJson.Options);
    }

    private static async Task<IResult> RefreshAsync(HttpContext http, RouterScope scope, TimeProvider time)
    {
        if (!scope.TryFind(http, http.GetCaller(), Role.Operator, out var router, out var problem))
        {
            return problem;
        }

        var outcomes = await router.RefreshAllAsync(http.RequestAborted);
        var failed = outcomes.Count(o => o.Value is not null);
        return Results.Json(new
        {
            success = failed < outcomes.Count,
            timestamp = time.GetUtcNow(),
            router = router.Definition.Id,
            simulated = router.Definition.IsSimulated,
            message = failed == 0 ? "Every family was read" : $"{failed} of {outcomes.Count} families could not be read",
            data_collected = outcomes.ToDictionary(o => o.Key, o => o.Value is null),
            errors = outcomes.Where(o => o.Value is not null).ToDictionary(o => o.Key, o => o.Value),
        }, MonitorJson.Options);
    }
}

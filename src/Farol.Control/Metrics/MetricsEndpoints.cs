using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.LiveFeed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Metrics;

/// <summary>/api/metrics, /api/metrics/realtime and /api/metrics/history.</summary>
internal static class MetricsEndpoints
{
    private const string Tag = "Metrics";

    public static void MapMetricsRows(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/metrics", (HttpContext http, FigureReader figures) => Answer(http, figures.Metrics)).RequireRole(Role.Viewer)
            .WithTags(Tag).WithSummary("The machine, requests of the last minute, backends and security").Produces<MetricsBody>();
        api.MapGet("/api/metrics/realtime", (HttpContext http, FigureReader figures) => Answer(http, figures.Realtime)).RequireRole(Role.Viewer)
            .WithTags(Tag).WithSummary("The last second, and five minutes of seconds").Produces<RealtimeBody>();
        api.MapGet("/api/metrics/history", HistoryAsync).RequireRole(Role.Viewer)
            .WithTags(Tag).WithSummary("Points of one series by steps, null where nothing was measured; without series the names of all").Produces<FigureHistoryBody>();
    }

    private static IResult Answer<T>(HttpContext http, Func<string, T> read)
    {
        http.Response.Headers.CacheControl = "no-store";
        return ChannelSockets.TryGetTenant(http, out var tenantId, out var problem) ? TypedResults.Ok(read(tenantId)) : problem!;
    }

    private static async Task<IResult> HistoryAsync(HttpContext http, FigureHistory history, TimeProvider time, string? series, string? from, string? to, string? step)
    {
        if (!ChannelSockets.TryGetTenant(http, out var tenantId, out var problem))
        {
            return problem!;
        }

        if (series is null)
        {
            return TypedResults.Ok(new FigureHistoryBody { Series = null, Known = FigureHistory.Names });
        }

        var errors = new Dictionary<string, string[]>();
        var query = FigureQuery.Read(series, from, to, step, time.GetUtcNow(), errors);
        return errors.Count > 0 ? ApiProblem.Invalid(errors) : TypedResults.Ok(await history.ReadAsync(tenantId, query, http.RequestAborted));
    }
}

using Farol.Access.Roles;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Events;

/// <summary>GET /api/events: our incidents of a router, newest first.</summary>
internal static class EventEndpoints
{
    private const int MaxPageSize = 500;

    public static void MapEvents(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/events", ListAsync).RequireRole(Role.Viewer).WithSummary("Incidents of a router, newest first").WithTags("Events");

    private static async Task<IResult> ListAsync(HttpContext http, RouterScope scope, IncidentStore store, TimeProvider time, int page = 1, int page_size = 50)
    {
        if (!scope.TryFind(http, http.GetCaller(), Role.Viewer, out var router, out var problem))
        {
            return problem;
        }

        page = Math.Clamp(page, 1, int.MaxValue / MaxPageSize);
        page_size = Math.Clamp(page_size, 1, MaxPageSize);
        var total = await store.CountAsync(router.Definition.Id, http.RequestAborted);
        var items = await store.ListAsync(router.Definition.Id, (page - 1) * page_size, page_size, http.RequestAborted);
        return new HeadedAnswer(router.Definition, time.GetUtcNow(), new
        {
            items,
            total_count = total,
            page,
            page_size,
            has_more = (long)page * page_size < total,
        });
    }
}

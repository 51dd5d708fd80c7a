using Farol.Access.Roles;
using Farol.Monitor.Answers;
using Farol.Monitor.Routers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Fleet;

/// <summary>GET /api/fleet: every router of the caller's tenants in one row, from what the polls left.</summary>
internal static class FleetEndpoints
{
    public static void MapFleet(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/fleet", List).RequireRole(Role.Viewer).Produces<FleetBody>()
            .WithSummary("All routers at a glance: online, change, load, traffic, incidents").WithTags("Routers");

    private static IResult List(HttpContext http, RouterRegistry registry, TimeProvider time)
    {
        var caller = http.GetCaller();
        var now = time.GetUtcNow();
        var mine = registry.All.Where(r => caller.Has(Role.Viewer, r.Definition.TenantId)).ToList();
        return Results.Json(new FleetBody(true, now, [.. mine.Select(r => FleetView.Of(r, r == mine[0], now))], mine.Count), MonitorJson.Options);
    }
}

using Farol.Access.Roles;
using Farol.Live;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Status;

/// <summary>The figures of the live channels.</summary>
internal static class WebSocketEndpoints
{
    public static void MapWebSocketStatistics(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/websocket_stats", Statistics).RequireRole(Role.Viewer).RequireRateLimiting(RateLimits.Data)
            .WithSummary("WebSocket connections, messages sent and dropped").WithTags("Live");

    private static IResult Statistics(LiveHub hub, TimeProvider time)
    {
        var statistics = hub.Statistics();
        return Results.Json(new { success = true, timestamp = time.GetUtcNow(), websocket_stats = statistics, data = statistics }, MonitorJson.Options);
    }
}

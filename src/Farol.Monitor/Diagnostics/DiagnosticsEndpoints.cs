using Farol.Access.Roles;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Diagnostics;

/// <summary>GET /api/router_diagnostics.</summary>
internal static class DiagnosticsEndpoints
{
    public static void MapDiagnostics(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/router_diagnostics", AnswerAsync).RequireRole(Role.Operator).RequireRateLimiting(RateLimits.Diagnostics)
            .WithSummary("Reachability, login, prompt, and each command of the plan").WithTags("Router");

    private static async Task<IResult> AnswerAsync(HttpContext http, RouterScope scope, RouterDiagnostics diagnostics, TimeProvider time)
    {
        if (!scope.TryFind(http, http.GetCaller(), Role.Operator, out var router, out var problem))
        {
            return problem;
        }

        var result = await diagnostics.RunAsync(router, http.RequestAborted);
        return Results.Json(new
        {
            success = true,
            timestamp = time.GetUtcNow(),
            router = router.Definition.Id,
            simulated = router.Definition.IsSimulated,
            diagnostics = result,
            data = result,
        }, MonitorJson.Options);
    }
}

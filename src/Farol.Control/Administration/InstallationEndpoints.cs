using Farol.Access.Roles;
using Farol.Telemetry.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Administration;

/// <summary>Figures of the whole installation: /admin/health, /admin/metrics and, beside the API, /api/admin/stats.</summary>
internal static class InstallationEndpoints
{
    private const string Tag = "Administration";

    /// <summary>Of port 9000, each path after <c>/admin</c>.</summary>
    public static void MapInstallation(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/health", Health).AllowAnonymous().WithTags(Tag).WithSummary("Whether the installation serves: the status alone").Produces<AdminHealthBody>();
        admin.MapGet("/metrics", (InstallationFigures figures) => TypedResults.Ok(figures.Read())).RequirePlatform()
            .WithTags(Tag).WithSummary("The figures of the whole installation, by tenant and gateway");
    }

    public static void MapStatistics(this IEndpointRouteBuilder api) =>
        api.MapGet("/api/admin/stats", async (StatisticsReader statistics, HttpContext http) => TypedResults.Ok(await statistics.ReadAsync(http.RequestAborted))).RequirePlatform()
            .WithTags(Tag).WithSummary("How much there is in the installation");

    private static JsonHttpResult<AdminHealthBody> Health(HttpContext http, HealthBoard board)
    {
        var report = board.Report();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new AdminHealthBody(report.Status, report.Timestamp), statusCode: report.CanServe ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

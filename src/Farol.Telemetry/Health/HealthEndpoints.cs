using System.Text.Json;
using System.Text.Json.Serialization;
using Farol.Telemetry.Times;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Telemetry.Health;

/// <summary>Serves the health report.</summary>
public static class HealthEndpoints
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter<HealthState>(JsonNamingPolicy.SnakeCaseLower), new UtcTimeConverter() },
    };

    /// <summary>Public: 200 while the program serves, 503 when a required component has failed.</summary>
    public static IEndpointConventionBuilder MapHealth(this IEndpointRouteBuilder routes, string path = "/health") =>
        routes.MapGet(path, static (HttpContext http) =>
        {
            var report = http.RequestServices.GetRequiredService<HealthBoard>().Report();
            http.Response.Headers.CacheControl = "no-store";
            return Results.Json(report, _json, statusCode: report.CanServe ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
}

using Farol.Access;
using Farol.Access.Problems;
using Farol.Monitor;
using Farol.Monitor.Endpoints;
using Farol.Settings;
using Farol.Telemetry.Health;
using Farol.Telemetry.Metrics;

namespace Farol.Hosting;

/// <summary>Which port serves what, in order.</summary>
internal static class FarolEndpoints
{
    public static void MapFarol(this WebApplication app, FarolSettings settings)
    {
        app.UseSecurityHeaders();
        app.UseHttpMetrics();
        app.UseApiProblems();
        app.MapMetricsPort(settings.MetricsPort);
        app.UseWebSockets();
        app.UseRouting();
        app.MapAccess();
        app.UseMonitorLimits();
        app.MapHealth().AllowAnonymous();
        app.MapHealth("/api/health").AllowAnonymous();
        app.MapApiDocumentation();
        app.MapMonitor();
        app.UseConsole();
    }

    /// <summary>The metrics port serves metrics and health, and nothing else.</summary>
    private static void MapMetricsPort(this WebApplication app, int port) => app.MapWhen(http => http.Connection.LocalPort == port, branch =>
    {
        branch.UseRouting();
        branch.UseEndpoints(endpoints =>
        {
            endpoints.MapPrometheus();
            endpoints.MapHealth();
        });
        branch.Run(http => ApiProblem.NotFound("This port serves /metrics and /health").ExecuteAsync(http));
    });

    private static void UseSecurityHeaders(this WebApplication app) => app.Use(async (http, next) =>
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.XFrameOptions = "DENY";
        await next(http);
    });
}

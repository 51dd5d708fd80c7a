using Farol.Access;
using Farol.Access.Problems;
using Farol.Control;
using Farol.Control.SystemRoute;
using Farol.Hosting.OpenApi;
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
        var ports = app.Services.GetRequiredService<PortMap>();
        if (settings.RunsControl)
        {
            app.UseWhen(http => ports.Of(http) == Surfaces.Console, console => console.UseSystemRoute());
        }

        app.UsePlainAddresses();
        app.UseSecurityHeaders();
        app.UseHttpMetrics();
        app.UseApiProblems();
        app.UseCrossOrigin(settings.Access);
        app.UseWebSockets();
        app.UseSmallerAnswers();
        app.UseRouting();
        app.MapAccess();
        app.UseMonitorLimits();
        app.MapHealth().AllowAnonymous().WithMetadata(new ServedOn(ServedOn.Shared | Surfaces.Metrics));
        app.MapHealth("/api/health").AllowAnonymous();
        app.MapPrometheus().AllowAnonymous().WithMetadata(new ServedOn(Surfaces.Metrics));
        app.MapApiDocumentation(ports);
        app.On(Surfaces.Monitor | Surfaces.Console).MapMonitor();
        if (settings.RunsControl)
        {
            app.On(Surfaces.Control | Surfaces.Console).MapControl();
            app.On(Surfaces.Administration, "/admin").MapControlAdministration();
            app.On(Surfaces.Console, "/admin/api").MapControlAdministration();
        }

        app.UseConsole(ports, app.Services.ShowsSimulated);
        app.UseEnd(ports);
    }

    private static RouteGroupBuilder On(this WebApplication app, Surfaces surfaces, string prefix = "") => app.MapGroup(prefix).WithMetadata(new ServedOn(surfaces));

    /// <summary>What no endpoint and no file answered: says what this port has.</summary>
    private static void UseEnd(this WebApplication app, PortMap ports) => app.Use((http, next) =>
        http.GetEndpoint() is null && ports.Find(http.Connection.LocalPort) is { } port
            ? ApiProblem.NotFound($"There is nothing at {http.Request.Path} on this port, which serves {port.Serves}.").ExecuteAsync(http)
            : next(http));
}

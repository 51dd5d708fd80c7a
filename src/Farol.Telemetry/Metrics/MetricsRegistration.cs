using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Telemetry.Metrics;

/// <summary>Registers and serves the metrics page.</summary>
public static class MetricsRegistration
{
    public static IServiceCollection AddFarolMetrics(this IServiceCollection services, MetricsOptions? options = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(options ?? new MetricsOptions());
        services.AddSingleton<MetricCollector>();
        services.AddSingleton<HttpMetrics>();
        services.AddSingleton<MetricsPage>();
        return services;
    }

    /// <summary>Counts and times every request that comes after it in the pipeline.</summary>
    public static IApplicationBuilder UseHttpMetrics(this IApplicationBuilder app) => app.UseMiddleware<HttpMetricsMiddleware>();

    /// <summary>Serves the page in Prometheus' text format.</summary>
    public static IEndpointConventionBuilder MapPrometheus(this IEndpointRouteBuilder routes, string path = "/metrics")
    {
        // Resolved now, so that counting begins with the program and not with the first visit.
        var page = routes.ServiceProvider.GetRequiredService<MetricsPage>();
        return routes.MapGet(path, async (HttpContext http) =>
        {
            var text = new ArrayBufferWriter<byte>(64 * 1024);
            await page.WriteAsync(text, http.RequestAborted);
            http.Response.ContentType = PrometheusWriter.ContentType;
            http.Response.ContentLength = text.WrittenCount;
            await http.Response.Body.WriteAsync(text.WrittenMemory, http.RequestAborted);
        });
    }
}

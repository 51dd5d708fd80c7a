using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Metrics;

/// <summary>Figures of the last minutes: the gateways' and the machine's.</summary>
internal static class MetricsFeature
{
    public static void AddFigures(this IServiceCollection services) => _ = services;

    public static void MapFigures(this IEndpointRouteBuilder api) => _ = api;
}

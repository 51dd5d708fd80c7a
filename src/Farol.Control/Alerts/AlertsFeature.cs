using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Alerts;

/// <summary>Alerts from Alertmanager: taken, shown, acknowledged, silenced.</summary>
internal static class AlertsFeature
{
    public static void AddAlerts(this IServiceCollection services) => _ = services;

    public static void MapAlerts(this IEndpointRouteBuilder api) => _ = api;
}

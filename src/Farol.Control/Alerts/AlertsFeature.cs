using Farol.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Alerts;

/// <summary>Alerts from Alertmanager: taken, shown, acknowledged, silenced.</summary>
internal static class AlertsFeature
{
    public static void AddAlerts(this IServiceCollection services, AlertOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertIntake>();
        services.AddSingleton<WebhookGate>();
        services.AddSingleton<AlertmanagerClient>();
    }

    public static void AddAlertMigrations(this IServiceCollection services) => services.AddStateMigrations(AlertMigrations.Alerts);

    public static void MapAlerts(this IEndpointRouteBuilder api) => api.MapAlertRows();
}

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Administration;

/// <summary>The administrator's rows: whole configuration, figures, users, logs.</summary>
internal static class AdministrationFeature
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<StatisticsReader>();
        services.AddSingleton<InstallationFigures>();
    }

    /// <summary>Of port 9000.</summary>
    public static void MapAdministration(this IEndpointRouteBuilder admin)
    {
        admin.MapInstallation();
        admin.MapConfiguration();
    }

    /// <summary>Under <c>/api/admin</c>, beside the other rows of the API.</summary>
    public static void MapAdministrationRows(this IEndpointRouteBuilder api)
    {
        api.MapStatistics();
        api.MapLogs();
    }
}

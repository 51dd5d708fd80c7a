using Farol.Control.Administration;
using Farol.Control.Alerts;
using Farol.Control.Backends;
using Farol.Control.Certificates;
using Farol.Control.Gateways;
using Farol.Control.Hosts;
using Farol.Control.Joining;
using Farol.Control.LiveFeed;
using Farol.Control.Metrics;
using Farol.Control.Requests;
using Farol.Control.Revisions;
using Farol.Control.Security;
using Farol.Control.Status;
using Farol.Control.SystemRoute;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control;

/// <summary>Registers the control plane: who may steer what, what gateways should do, and what they say.</summary>
public static class ControlServices
{
    /// <summary>Needs the store, access and the live channels.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services, ControlOptions options)
    {
        services.AddSingleton(options);
        services.AddControlMigrations();
        services.AddGateways();
        services.AddJoining();
        services.AddRevisions();
        services.AddSystemRoute();
        services.AddTenants();
        services.AddHosts();
        services.AddBackends();
        services.AddCertificates(options.Certificates);
        services.AddFigures();
        services.AddRequests(options.Requests);
        services.AddStatus();
        services.AddLiveFeed();
        services.AddSecurity(options.Security);
        services.AddAlerts(options.Alerts);
        services.AddAdministration();
        services.AddClosedTenants();
        return services;
    }

    /// <summary>Every feature's schema steps.</summary>
    private static void AddControlMigrations(this IServiceCollection services)
    {
        services.AddGatewayMigrations();
        services.AddTenantMigrations();
        services.AddRevisionMigrations();
        services.AddSecurityMigrations();
        services.AddFigureMigrations();
        services.AddBackendMigrations();
        services.AddHostMigrations();
        services.AddCertificateMigrations();
        services.AddAlertMigrations();
    }

    /// <summary>The rows of port 9090, live channels included.</summary>
    public static void MapControl(this IEndpointRouteBuilder api)
    {
        api.MapGatewayRows();
        api.MapRevisions();
        api.MapTenants();
        api.MapHosts();
        api.MapBackends();
        api.MapCertificates();
        api.MapFigures();
        api.MapRequests();
        api.MapStatus();
        api.MapLiveFeed();
        api.MapSecurity();
        api.MapAlerts();
        api.MapAdministrationRows();
    }

    /// <summary>The rows of port 9000, each path after <c>/admin</c>.</summary>
    public static void MapControlAdministration(this IEndpointRouteBuilder admin) => admin.MapAdministration();
}

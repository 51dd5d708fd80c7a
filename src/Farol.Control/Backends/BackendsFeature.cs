using System.Net;
using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Farol.Control.LiveFeed;
using Farol.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Control.Backends;

/// <summary>Pools, backends and routes, as objects of their own.</summary>
internal static class BackendsFeature
{
    public static void AddBackendMigrations(this IServiceCollection services) => services.AddStateMigrations(RemovalRows.Migration);

    public static void AddBackends(this IServiceCollection services)
    {
        services.TryAddSingleton<NameLookUp>(Dns.GetHostAddressesAsync);
        services.TryAddSingleton(OwnAddresses.OfMachine());
        services.AddSingleton<ObjectChanges>();
        services.AddSingleton<TenantChecks>();
        services.AddSingleton<BackendFigures>();
        services.AddSingleton<IGatewayObserver>(provider => provider.GetRequiredService<BackendFigures>());
        services.AddSingleton<BackendList>();
        services.AddSingleton<IChannelSource, BackendsChannel>();
        services.AddSingleton<BackendRemovals>();
        services.AddHostedService(provider => provider.GetRequiredService<BackendRemovals>());
    }

    public static void MapBackends(this IEndpointRouteBuilder api)
    {
        api.MapPools();
        api.MapBackendRows();
        api.MapRoutes();
        api.MapRouteTest();
        api.MapLimits();
    }
}

using Farol.Link;
using Farol.Store;
using Farol.Telemetry.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Gateways;

/// <summary>The gateways over the link, and what was used through them.</summary>
internal static class GatewaysFeature
{
    public static void AddGateways(this IServiceCollection services)
    {
        services.AddSingleton<UsageStore>();
        // Observers may ask the fleet themselves: they are made when the first gateway speaks.
        services.AddSingleton(provider => new GatewayFleet(
            provider.GetRequiredService<UsageStore>(),
            new Lazy<IEnumerable<IGatewayObserver>>(() => [.. provider.GetServices<IGatewayObserver>()]),
            provider.GetRequiredService<ILogger<GatewayFleet>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IGatewayFleet>(provider => provider.GetRequiredService<GatewayFleet>());
        services.TryAddSingleton(provider => new HealthBoard(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ControlOptions>().Version));
        services.AddSingleton<GatewayHealth>();
        services.AddSingleton<IGatewayObserver>(provider => provider.GetRequiredService<GatewayHealth>());
        services.AddSingleton(provider => new GatewayLinks(
            provider.GetRequiredService<GatewayFleet>(), provider.GetRequiredService<ControlOptions>(), new LinkLimits(), provider.GetRequiredService<TimeProvider>()));
    }

    public static void AddGatewayMigrations(this IServiceCollection services) => services.AddStateMigrations(UsageStore.Migrations);
}

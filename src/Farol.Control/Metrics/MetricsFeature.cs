using Farol.Control.Gateways;
using Farol.Control.LiveFeed;
using Farol.Store;
using Farol.Telemetry.Health;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Control.Metrics;

/// <summary>Figures of the last minutes: the gateways' and the machine's.</summary>
internal static class MetricsFeature
{
    public static void AddFigures(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new HealthBoard(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ControlOptions>().Version));
        services.AddSingleton(provider => provider.GetRequiredService<ControlOptions>().Figures);
        services.AddMetrics();
        services.AddSingleton<ProgramStart>();
        services.AddSingleton<TrafficFigures>();
        services.AddSingleton<IGatewayObserver>(provider => provider.GetRequiredService<TrafficFigures>());
        services.AddSingleton(provider => new MachineSampler(provider.GetRequiredService<StoreOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FigureReader>();
        services.AddSingleton<MinuteHistory>();
        services.AddSingleton<FigureHistory>();
        services.AddSingleton<MinuteWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<MinuteWriter>());
        services.AddHostedService<ControlMeter>();
        services.AddSingleton<IChannelSource, MetricsChannel>();
    }

    public static void AddFigureMigrations(this IServiceCollection services) => services.AddHistoryMigrations(FigureMigrations.All);

    public static void MapFigures(this IEndpointRouteBuilder api) => api.MapMetricsRows();
}

using Farol.Access.SecurityEvents;
using Farol.Control.Gateways;
using Farol.Control.LiveFeed;
using Farol.Control.Metrics;
using Farol.Control.Revisions;
using Farol.Control.Security.Blocks;
using Farol.Control.Security.Events;
using Farol.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Security;

/// <summary>Security events, block lists and the rules that fill them.</summary>
internal static class SecurityFeature
{
    public static void AddSecurity(this IServiceCollection services, SecurityOptions options)
    {
        services.AddSingleton(options);
        services.AddMetrics();
        services.AddEvents();
        services.AddBlocks(options);
    }

    public static void AddSecurityMigrations(this IServiceCollection services) =>
        services.AddStateMigrations(SecurityMigrations.Events, SecurityMigrations.Blocks, SecurityMigrations.Countries);

    public static void MapSecurity(this IEndpointRouteBuilder api)
    {
        api.MapSecurityEvents();
        api.MapBlocks();
    }

    private static void AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<SourceTable>();
        services.AddSingleton<SecurityTallies>();
        services.AddSingleton(provider => new SourceCountries(
            provider.GetRequiredService<SecurityOptions>().CountryFile, provider.GetRequiredService<ILogger<SourceCountries>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISecurityFigures>(provider => provider.GetRequiredService<SecurityTallies>());
        services.AddSingleton<Func<IGatewayFleet?>>(provider => provider.GetService<IGatewayFleet>);
        services.AddSingleton<SecurityEventStore>();
        services.AddSingleton<Func<IControlFeed>>(provider => provider.GetRequiredService<IControlFeed>);
        services.AddSingleton<Func<ISourceJudge?>>(provider => provider.GetService<ISourceJudge>);
        services.AddSingleton<SecurityEventLog>();
        services.Replace(ServiceDescriptor.Singleton<ISecurityEvents>(provider => provider.GetRequiredService<SecurityEventLog>()));
        services.AddHostedService(provider => provider.GetRequiredService<SecurityEventLog>());
        services.AddSingleton<IGatewayObserver, GatewayEventReports>();
    }

    private static void AddBlocks(this IServiceCollection services, SecurityOptions options)
    {
        services.AddSingleton<BlockTable>();
        services.AddSingleton<IDocumentPart>(provider => provider.GetRequiredService<BlockTable>());
        services.TryAddSingleton<IOwnAddresses, NetworkCards>();
        services.TryAddSingleton<Func<IConfiguration?>>(provider => provider.GetService<IConfiguration>);
        services.AddSingleton<BlockGuard>();
        services.AddSingleton<BlockStore>();
        services.AddSingleton<BlockList>();
        services.AddHostedService<BlockKeeper>();
        if (options.AutomaticBlocks is { } automatic)
        {
            services.AddSingleton(automatic);
            services.AddSingleton<AutomaticBlocks>();
            services.AddSingleton<ISourceJudge>(provider => provider.GetRequiredService<AutomaticBlocks>());
            services.AddHostedService(provider => provider.GetRequiredService<AutomaticBlocks>());
        }
    }
}

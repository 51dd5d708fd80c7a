using Farol.Control.Hosts.Dns;
using Farol.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Control.Hosts;

/// <summary>Who may use which host name, and how that is proven.</summary>
internal static class HostsFeature
{
    public static void AddHostMigrations(this IServiceCollection services) => services.AddStateMigrations(HostRows.Migration);

    public static void AddHosts(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => provider.GetRequiredService<ControlOptions>().Hosts);
        services.TryAddSingleton<ITextRecords>(provider =>
        {
            var given = provider.GetRequiredService<HostOptions>().DnsServers;
            return new DnsTextRecords(() => given.Count > 0 ? given : SystemServers.Read(), provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<HostOwners>();
        services.AddSingleton<IHostOwners>(provider => provider.GetRequiredService<HostOwners>());
        services.AddSingleton<HostClaims>();
        services.AddSingleton<HostRoutes>();
        services.AddHostedService<HostKeeper>();
    }

    public static void MapHosts(this IEndpointRouteBuilder api) => api.MapHostRows();
}

using Farol.Monitor.Alarms;
using Farol.Monitor.Commands;
using Farol.Monitor.Diagnostics;
using Farol.Monitor.Endpoints;
using Farol.Monitor.Events;
using Farol.Monitor.Fleet;
using Farol.Monitor.History;
using Farol.Monitor.Interfaces;
using Farol.Monitor.IpPools;
using Farol.Monitor.LiveFeed;
using Farol.Monitor.Pppoe;
using Farol.Monitor.Routers;
using Farol.Monitor.Status;
using Farol.Monitor.Subscribers;
using Farol.Monitor.SystemMetrics;
using Farol.Monitor.Traffic;
using Farol.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Monitor;

/// <summary>Registers the monitor: everything that watches routers and shows what it sees.</summary>
public static class MonitorServices
{
    /// <summary>Needs the store, access and the live channels.</summary>
    public static IServiceCollection AddMonitor(this IServiceCollection services, MonitorOptions options, ConfiguredRouters routers, UnverifiedTexts unverified)
    {
        services.AddSingleton(options);
        services.AddSingleton(routers);
        services.AddSingleton(unverified);
        services.AddStateMigrations(RouterMigrations.All).AddStateMigrations(EventMigrations.All);
        services.AddHistoryMigrations(HistoryMigrations.All);
        services.AddSingleton<SampleHistory>();
        services.AddSingleton<IHistory>(provider => ActivatorUtilities.CreateInstance<TolerantHistory>(provider, provider.GetRequiredService<SampleHistory>()));
        services.AddSingleton<RouterStore>();
        services.AddSingleton<StoredHostKeyPins>();
        services.AddSingleton<RouterTest>();
        services.AddSingleton<RouterRegistry>();
        services.AddSingleton<RouterScope>();
        services.AddSingleton<IncidentStore>();
        services.AddSingleton<SystemStatus>();
        services.AddSingleton<RouterHealth>();
        services.AddSingleton<RouterMetrics>();
        services.AddSingleton<RouterDiagnostics>();
        services.AddSingleton<SocketSession>();
        services.AddSingleton(new CommandPolicy(options.CommandsOpened));
        services.AddSingleton<CommandService>();
        services.TryAddSingleton<IRouterConnections, RouterConnections>();
        services.AddFamilies();
        services.AddNotifiers(options);
        services.AddHostedService<MonitorHost>();
        services.AddSingleton<MinuteLimits>();
        return services;
    }

    /// <summary>What is told without naming a router comes from the simulated one.</summary>
    public static bool ShowsSimulated(this IServiceProvider services) => services.GetRequiredService<RouterRegistry>().Default is { Definition.IsSimulated: true };

    public static void MapMonitor(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").AddEndpointFilter<DeviceFailureFilter>();
        api.MapFamily<OnlineTotalPayload>("/api/online_total", OnlineTotalFamily.Name, "Subscribers online now, with the last 24 hours");
        api.MapFamily<SystemMetricsPayload>("/api/system_metrics", SystemMetricsFamily.Name, "CPU, memory, temperature, power, version, by slot");
        api.MapFamily<InterfacesPayload>("/api/interfaces_status", InterfacesFamily.Name, "Every interface: state, addresses, load, errors, optics");
        api.MapFamily<TrafficPayload>("/api/network_traffic", TrafficFamily.Name, "Rates of ports and trunks, totals over the uplinks");
        api.MapFamily<PppoePayload>("/api/pppoe_stats", PppoeFamily.Name, "Subscribers by domain, interface and slot; discovery; reasons");
        api.MapFamily<IpPoolsPayload>("/api/ip_pools", IpPoolsFamily.Name, "How full the address pools are");
        api.MapFamily<AlarmsPayload>("/api/alarms", AlarmsFamily.Name, "The router's own active alarms");
        api.MapCommands();
        api.MapInterfaceCommands();
        api.MapSubscribers();
        api.MapVlans();
        api.MapEvents();
        api.MapHistory();
        api.MapRouters();
        api.MapFleet();
        api.MapInterfaceDetail();
        api.MapRouterStatus();
        api.MapDiagnostics();
        api.MapCache();
        api.MapWebSocketStatistics();
        app.MapMonitorSockets();
    }

    private static void AddFamilies(this IServiceCollection services)
    {
        services.AddSingleton<IRouterFamilyFactory, OnlineTotalFamily>();
        services.AddSingleton<IRouterFamilyFactory, SystemMetricsFamily>();
        services.AddSingleton<IRouterFamilyFactory, InterfacesFamily>();
        services.AddSingleton<IRouterFamilyFactory, TrafficFamily>();
        services.AddSingleton<IRouterFamilyFactory, PppoeFamily>();
        services.AddSingleton<IRouterFamilyFactory, IpPoolsFamily>();
        services.AddSingleton<IRouterFamilyFactory, AlarmsFamily>();
    }

    private static void AddNotifiers(this IServiceCollection services, MonitorOptions options)
    {
        services.AddSingleton<NotificationQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationQueue>());
        if (options.WebhookUrl is { } webhook)
        {
            services.AddSingleton<INotifier>(_ => new WebhookNotifier(NewClient(), webhook));
        }

        if (options is { TelegramToken: { } token, TelegramChat: { } chat })
        {
            services.AddSingleton<INotifier>(_ => new TelegramNotifier(NewClient(), options.TelegramUrl, token, chat));
        }
    }

    /// <summary>One client a notifier, kept: a message is one request, and a receiver that does not answer is given up after ten seconds.</summary>
    private static HttpClient NewClient() => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(10) };
}

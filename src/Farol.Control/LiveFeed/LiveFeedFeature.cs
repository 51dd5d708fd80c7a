using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.LiveFeed;

/// <summary>The seven live channels.</summary>
internal static class LiveFeedFeature
{
    public static void AddLiveFeed(this IServiceCollection services)
    {
        // Before the features that bring a source of their own for these.
        services.Insert(0, ServiceDescriptor.Singleton<IChannelSource>(new NotConfiguredChannel(
            FeedChannels.Ai, "ai_metrics_update", ["ai_alert", "model_status_change"], "Predictions are not part of this installation.")));
        services.Insert(0, ServiceDescriptor.Singleton<IChannelSource>(new NotConfiguredChannel(
            FeedChannels.Billing, "billing_update", [], "Billing is not part of this installation.")));
        services.AddSingleton<IChannelSource, SecurityChannel>();
        services.AddSingleton(provider => new ControlFeed(
            provider.GetRequiredService<Farol.Live.LiveHub>(), provider.GetServices<IChannelSource>, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IControlFeed>(provider => provider.GetRequiredService<ControlFeed>());
        services.AddSingleton<ChannelSockets>();
        services.AddHostedService<FeedClock>();
    }

    public static void MapLiveFeed(this IEndpointRouteBuilder api)
    {
        foreach (var channel in FeedChannels.All)
        {
            api.Map($"/api/ws/{channel}", (HttpContext http, ChannelSockets sockets) => sockets.ServeAsync(http, channel))
                .RequireRole(Role.Viewer).ExcludeFromDescription();
        }
    }
}

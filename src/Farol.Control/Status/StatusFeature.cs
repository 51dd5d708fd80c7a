using Farol.Control.LiveFeed;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Status;

/// <summary>How the installation is: status, version, system.</summary>
internal static class StatusFeature
{
    public static void AddStatus(this IServiceCollection services) => services.AddSingleton<IChannelSource, HealthChannel>();

    public static void MapStatus(this IEndpointRouteBuilder api) => _ = api;
}

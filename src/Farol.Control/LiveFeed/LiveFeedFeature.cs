using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.LiveFeed;

/// <summary>The seven live channels.</summary>
internal static class LiveFeedFeature
{
    public static void AddLiveFeed(this IServiceCollection services) => _ = services;

    public static void MapLiveFeed(this IEndpointRouteBuilder api) => _ = api;
}

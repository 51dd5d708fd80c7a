using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Gateways;

/// <summary>The gateways over the link, and what was used through them.</summary>
internal static class GatewaysFeature
{
    public static void AddGateways(this IServiceCollection services) => _ = services;

    public static void MapGateways(this IEndpointRouteBuilder api) => _ = api;
}

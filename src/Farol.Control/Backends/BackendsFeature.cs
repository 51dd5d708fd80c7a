using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Backends;

/// <summary>Pools, backends and routes, as objects of their own.</summary>
internal static class BackendsFeature
{
    public static void AddBackends(this IServiceCollection services) => _ = services;

    public static void MapBackends(this IEndpointRouteBuilder api) => _ = api;
}

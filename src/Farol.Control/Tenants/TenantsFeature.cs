using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Tenants;

/// <summary>Tenants, their plans and limits, their people, keys and host names.</summary>
internal static class TenantsFeature
{
    public static void AddTenants(this IServiceCollection services) => _ = services;

    public static void MapTenants(this IEndpointRouteBuilder api) => _ = api;
}

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Security;

/// <summary>Security events, block lists and the rules that fill them.</summary>
internal static class SecurityFeature
{
    public static void AddSecurity(this IServiceCollection services) => _ = services;

    public static void MapSecurity(this IEndpointRouteBuilder api) => _ = api;
}

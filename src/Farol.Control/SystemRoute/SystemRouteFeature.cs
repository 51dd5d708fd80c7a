using Farol.Control.Hosts;
using Farol.Control.Revisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.SystemRoute;

/// <summary>Console and APIs on the gateway's ports, for the installation's own host names.</summary>
public static class SystemRouteFeature
{
    internal static void AddSystemRoute(this IServiceCollection services)
    {
        services.AddSingleton<GatewayTrust>();
        services.AddSingleton<IReservedHosts, ReservedHosts>();
        services.AddSingleton<IDocumentPart, SystemRoutePart>();
    }

    /// <summary>Believes the gateway about who the client is. Only for the port that the system route leads to, before everything else.</summary>
    public static IApplicationBuilder UseSystemRoute(this IApplicationBuilder app) => app.UseMiddleware<SystemRouteMiddleware>();
}

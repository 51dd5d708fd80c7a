using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Administration;

/// <summary>The administrator's rows: whole configuration, figures, users, logs.</summary>
internal static class AdministrationFeature
{
    public static void AddAdministration(this IServiceCollection services) => _ = services;

    public static void MapAdministration(this IEndpointRouteBuilder api) => _ = api;
}

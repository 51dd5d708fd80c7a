using Farol.Access;
using Farol.Access.Roles;
using Farol.Control.Revisions;
using Farol.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Farol.Control.Tenants;

/// <summary>Tenants, their plans and limits, and how one registers.</summary>
internal static class TenantsFeature
{
    public static void AddTenantMigrations(this IServiceCollection services) => services.AddStateMigrations(TenantMigrations.Plans);

    public static void AddTenants(this IServiceCollection services)
    {
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<ITenantLimits>(provider => provider.GetRequiredService<TenantDirectory>());
        services.AddSingleton<ITenants>(provider => provider.GetRequiredService<TenantDirectory>());
        services.AddSingleton<TenantPublisher>();
        services.AddSingleton<TenantService>();
        services.AddSingleton<IHostedService, TenantStart>();
    }

    /// <summary>After all others that add to the document: what belongs to a closed tenant leaves it again.</summary>
    public static void AddClosedTenants(this IServiceCollection services) => services.AddSingleton<IDocumentPart, TenantsPart>();

    public static void MapTenants(this IEndpointRouteBuilder api)
    {
        api.MapTenantRows();
        api.MapRegistration();
        api.MapAccounts();
    }
}

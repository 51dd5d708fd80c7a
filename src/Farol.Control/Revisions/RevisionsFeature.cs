using Farol.Control.Gateways;
using Farol.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Farol.Control.Revisions;

/// <summary>Configuration revisions: every accepted change, who made it, and the way back.</summary>
internal static class RevisionsFeature
{
    public static void AddRevisions(this IServiceCollection services)
    {
        services.TryAddSingleton<IGatewayHost, NoGatewayHost>();
        services.AddSingleton(provider => provider.GetRequiredService<ControlOptions>().Revisions);
        services.AddSingleton<DocumentSeal>();
        services.AddSingleton<RevisionStore>();
        services.AddSingleton<GatewayPublisher>();
        services.AddSingleton<ObjectStates>();
        services.AddSingleton<IObjectStates>(provider => provider.GetRequiredService<ObjectStates>());
        // Parts may ask the configuration themselves: they are made when the first document is.
        services.AddSingleton(provider => new DocumentJudge(new Lazy<IReadOnlyList<IDocumentPart>>(() => [.. provider.GetServices<IDocumentPart>()])));
        services.AddSingleton<LiveConfiguration>();
        services.AddSingleton<FileRevisions>();
        services.AddSingleton<RollbackWatch>();
        services.AddSingleton<IGatewayObserver>(provider => provider.GetRequiredService<RollbackWatch>());
        services.AddHostedService<RevisionRetention>();
        services.AddSingleton<IConfiguration>(provider => provider.GetRequiredService<LiveConfiguration>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<LiveConfiguration>());
    }

    public static void AddRevisionMigrations(this IServiceCollection services) => services.AddStateMigrations(RevisionMigrations.All);

    public static void MapRevisions(this IEndpointRouteBuilder api) => api.MapRevisionRows();
}

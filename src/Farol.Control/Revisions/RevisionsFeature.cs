using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Revisions;

/// <summary>Configuration revisions: every accepted change, who made it, and the way back.</summary>
internal static class RevisionsFeature
{
    public static void AddRevisions(this IServiceCollection services) => _ = services;

    public static void MapRevisions(this IEndpointRouteBuilder api) => _ = api;
}

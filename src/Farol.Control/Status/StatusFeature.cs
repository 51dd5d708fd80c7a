using Farol.Access.Roles;
using Farol.Control.LiveFeed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Status;

/// <summary>How the installation is: status, version, system.</summary>
internal static class StatusFeature
{
    private const string Tag = "Status";

    public static void AddStatus(this IServiceCollection services)
    {
        services.AddSingleton<StatusReader>();
        services.AddSingleton<SystemReader>();
        services.AddSingleton<IChannelSource, StatusChannel>();
        services.AddSingleton<IChannelSource, HealthChannel>();
    }

    public static void MapStatus(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/status", AnswerStatus).RequireRole(Role.Viewer)
            .WithTags(Tag).WithSummary("How the installation is, and how much of it is the asking tenant's").Produces<StatusBody>();
        api.MapGet("/api/version", (ControlOptions options) => TypedResults.Ok(VersionBody.Of(options.Version))).AllowAnonymous()
            .WithTags(Tag).WithSummary("The program's version");
        api.MapGet("/api/system/info", (SystemReader system) => TypedResults.Ok(system.Read())).RequireRole(Role.Viewer)
            .WithTags(Tag).WithSummary("What the program runs on");
    }

    private static IResult AnswerStatus(HttpContext http, StatusReader status)
    {
        http.Response.Headers.CacheControl = "no-store";
        return ChannelSockets.TryGetTenant(http, out var tenantId, out var problem) ? TypedResults.Ok(status.Read(tenantId)) : problem!;
    }
}

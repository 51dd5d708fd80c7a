using Farol.Control.Gateways;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Requests;

/// <summary>Requests as they end, for whoever looks.</summary>
internal static class RequestsFeature
{
    public static void AddRequests(this IServiceCollection services, RequestSampleOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<RequestDesk>();
        services.AddSingleton<IGatewayObserver>(provider => provider.GetRequiredService<RequestDesk>());
    }

    public static void MapRequests(this IEndpointRouteBuilder api) => api.MapRequestSample();
}

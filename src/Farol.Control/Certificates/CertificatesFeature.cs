using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Certificates;

/// <summary>Certificates that were uploaded, named or ordered by ACME.</summary>
internal static class CertificatesFeature
{
    public static void AddCertificates(this IServiceCollection services) => _ = services;

    public static void MapCertificates(this IEndpointRouteBuilder api) => _ = api;
}

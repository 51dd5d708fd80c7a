using Farol.Control.Certificates.Acme;
using Farol.Control.Gateways;
using Farol.Control.Hosts;
using Farol.Control.Revisions;
using Farol.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Control.Certificates;

/// <summary>Certificates that were uploaded, named or ordered by ACME.</summary>
internal static class CertificatesFeature
{
    public static void AddCertificates(this IServiceCollection services, CertificateOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<Func<IConfiguration?>>(provider => provider.GetService<IConfiguration>);
        services.TryAddSingleton<Func<IGatewayFleet?>>(provider => provider.GetService<IGatewayFleet>);
        services.AddSingleton<Func<IHostOwners?>>(provider => provider.GetService<IHostOwners>);
        services.AddSingleton<Func<IReservedHosts?>>(provider => provider.GetService<IReservedHosts>);
        services.AddSingleton<CertificateTable>();
        services.AddSingleton<ChallengeBoard>();

        // In this order: the board asks whether there is any certificate.
        services.AddSingleton<IDocumentPart>(provider => provider.GetRequiredService<CertificateTable>());
        services.AddSingleton<IDocumentPart>(provider => provider.GetRequiredService<ChallengeBoard>());
        services.AddSingleton<CertificateHosts>();
        services.AddSingleton<CertificateStore>();
        services.AddSingleton<CertificateList>();
        services.AddSingleton<CertificateView>();
        services.AddHostedService<CertificateKeeper>();
        services.AddSingleton<AcmeAccounts>();
        services.AddSingleton<OrderLease>();
        services.AddSingleton(new RenewalSchedule(new Random()));
        services.AddHostedService<AcmeOrders>();
    }

    public static void AddCertificateMigrations(this IServiceCollection services) => services.AddStateMigrations(CertificateMigrations.Certificates);

    public static void MapCertificates(this IEndpointRouteBuilder api) => api.MapCertificateRows();
}

using Farol.Link.Joining;
using Farol.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Joining;

/// <summary>Gateways on other machines: how they join, and what lets them in.</summary>
internal static class JoiningFeature
{
    public static void AddJoining(this IServiceCollection services)
    {
        services.AddStateMigrations(JoiningMigrations.Authority);
        services.AddSingleton<AuthorityStore>();
        services.AddSingleton<GatewayRegistry>();
        services.AddSingleton<IGatewayRegistry>(provider => provider.GetRequiredService<GatewayRegistry>());
        services.AddSingleton<GatewayTokens>();
        services.AddSingleton<GatewayRoster>();
        services.AddHostedService<RemoteLink>();
        services.AddHostedService<JoiningDesk>();
        services.AddHostedService<RevokedGateways>();
    }
}

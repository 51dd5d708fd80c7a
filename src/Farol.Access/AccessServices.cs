using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Authentication;
using Farol.Access.KeyRing;
using Farol.Access.Keys;
using Farol.Access.LocalViewer;
using Farol.Access.Login;
using Farol.Access.Origins;
using Farol.Access.Profile;
using Farol.Access.Registration;
using Farol.Access.SecurityEvents;
using Farol.Access.Sessions;
using Farol.Access.Throttling;
using Farol.Access.Users;
using Farol.Store;
using Farol.Store.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Access;

/// <summary>Registers who may do what.</summary>
public static class AccessServices
{
    private const string InUse = "farol.access";

    /// <summary>Adds accounts, sessions, audit and roles. Needs <see cref="StoreServices.AddStore"/>.</summary>
    /// <exception cref="ArgumentException">A setting is wrong; the text names each.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions options)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddStateMigrations(AccountMigrations.Accounts, AccountMigrations.Sessions, AccountMigrations.Audit, LinkMigration.Links, KeyMigration.Keys, AuditMigrations.AppendOnly);
        services.AddKeyRing();
        services.AddSingleton<SameSite>();
        services.TryAddSingleton<IPeerOwner, KernelSocketTable>();
        services.AddSingleton(provider => new LocalCallers(provider.GetRequiredService<SameSite>(), provider.GetRequiredService<IPeerOwner>()));
        services.AddSingleton<LocalViewerRule>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<AttemptThrottle>();
        services.TryAddSingleton<ISecurityEvents, NoSecurityEvents>();
        services.AddMetrics();
        services.AddSingleton<AccessReports>();
        services.AddAudit();
        services.AddSingleton<Passwords>();
        services.AddSingleton<AccountService>();
        services.AddSingleton<IAccounts>(provider => provider.GetRequiredService<AccountService>());
        services.AddSingleton<SessionIndex>();
        services.AddSingleton<ApiKeyIndex>();
        services.AddSingleton<KeyService>();
        services.AddSingleton<SessionList>();
        services.AddSingleton<LiveRights>();
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<UserService>();
        services.AddSingleton<AdministeredUsers>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<SessionService>();
        services.AddSingleton<LoginService>();
        services.AddSingleton<ProfileService>();
        services.AddSingleton(provider => new Registrar(
            provider.GetRequiredService<IStateDatabase>(),
            provider.GetRequiredService<AccountService>(),
            provider.GetRequiredService<Passwords>(),
            provider.GetRequiredService<SessionService>(),
            provider.GetRequiredService<AttemptThrottle>(),
            provider.GetRequiredService<AccessReports>(),
            provider.GetRequiredService<SameSite>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CredentialReader>();
        services.AddSingleton(provider => new FirstAdministrator(
            provider.GetRequiredService<IStateDatabase>(),
            provider.GetRequiredService<AccountService>(),
            provider.GetRequiredService<Passwords>(),
            options,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<FirstAdministrator>());
        services.AddHostedService<SessionKeeper>();
        services.AddHostedService<KeyKeeper>();

        // The host writes whole request lines at this category, and a WebSocket's may hold an access token.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }

    /// <summary>Adds the audit alone, for what checks it beside a program that runs.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AuditChain>();
        services.AddSingleton<IAudit, Audit>();
        return services;
    }

    /// <summary>Judges every request from here on by its endpoint's demand. A second call does nothing.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app)
    {
        if (app.Properties.TryAdd(InUse, true))
        {
            app.UseMiddleware<AccessMiddleware>();
        }

        return app;
    }

    /// <summary>Maps what the control plane's port has of access: users, links, sessions, keys, audit.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        api.MapReset();
        api.MapUsers();
        api.MapAdministeredUsers();
        api.MapSessions();
        api.MapKeys();
        api.MapAudit();
    }

    /// <summary>Maps login, refresh, logout, the change of tenant and profile, and puts <see cref="UseAccess"/> in force.</summary>
    public static WebApplication MapAccess(this WebApplication app)
    {
        app.UseAccess();
        app.MapLogin();
        app.MapChosenTenant();
        app.MapProfile();
        return app;
    }
}

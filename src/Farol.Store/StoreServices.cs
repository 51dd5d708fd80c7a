using Farol.Store.Archives;
using Farol.Store.Caching;
using Farol.Store.Databases;
using Farol.Store.Migrations;
using Farol.Store.Postgres;
using Farol.Store.Secrets;
using Farol.Store.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Farol.Store;

/// <summary>Registers storage.</summary>
public static class StoreServices
{
    /// <summary>
    /// Adds <see cref="IStateDatabase"/>, <see cref="IHistoryDatabase"/>, <see cref="ISecretBox"/> and <see cref="ICache"/>.
    /// They are open before the first <c>StartAsync</c> of any hosted service; a folder, key or database that cannot be
    /// used stops the start with a <see cref="StoreException"/> whose text is for the operator.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, StoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<DataFolder>();
        services.AddSingleton<KeyFile>();
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddSingleton<DatabaseBackups>();
        services.AddSingleton<Migrator>();
        services.AddKeyedSingleton(DataFolder.State, (provider, _) => Create(provider, DataFolder.State, syncEveryCommit: true));
        services.AddKeyedSingleton(DataFolder.History, (provider, _) => Create(provider, DataFolder.History, syncEveryCommit: false));
        services.AddState(options);
        services.AddSingleton<IHistoryDatabase>(p => p.GetRequiredKeyedService<SqliteDatabase>(DataFolder.History));
        services.AddCaching(options);
        services.AddSingleton<IHostedService, StoreStartup>();
        return services;
    }

    /// <summary>Adds schema steps of a feature to <c>state.db</c>.</summary>
    public static IServiceCollection AddStateMigrations(this IServiceCollection services, params ReadOnlySpan<Migration> migrations) =>
        Add(services, DataFolder.State, migrations);

    /// <summary>Adds schema steps of a feature to <c>history.db</c>.</summary>
    public static IServiceCollection AddHistoryMigrations(this IServiceCollection services, params ReadOnlySpan<Migration> migrations) =>
        Add(services, DataFolder.History, migrations);

    private static void AddState(this IServiceCollection services, StoreOptions options)
    {
        if (options.Postgres is not { } postgres)
        {
            services.AddSingleton<IStateDatabase>(p => p.GetRequiredKeyedService<SqliteDatabase>(DataFolder.State));
            services.AddSingleton<IStateArchive, SqliteArchive>();
            return;
        }

        services.AddSingleton<PostgresMigrator>();
        services.AddSingleton(new PostgresDatabase(postgres, options));
        services.AddSingleton<IStateDatabase>(p => p.GetRequiredService<PostgresDatabase>());
        services.AddSingleton(postgres);
        services.AddSingleton<IStateArchive, PostgresArchive>();
    }

    /// <summary>
    /// Adds the schema steps of features that do not run here: a database is opened by whichever role comes, and a step that it does not know would look to it
    /// like a newer program's.
    /// </summary>
    public static IServiceCollection AddSchemaOf(this IServiceCollection services, Action<IServiceCollection> features)
    {
        var others = new ServiceCollection();
        features(others);
        var known = services.Select(s => s.ImplementationInstance).OfType<RegisteredMigration>().Select(r => (r.Database, r.Migration.Name)).ToHashSet();
        foreach (var step in others.Where(s => s.ImplementationInstance is RegisteredMigration r && known.Add((r.Database, r.Migration.Name))))
        {
            services.Add(step);
        }

        return services;
    }

    private static IServiceCollection Add(IServiceCollection services, string database, ReadOnlySpan<Migration> migrations)
    {
        foreach (var migration in migrations)
        {
            services.AddSingleton(new RegisteredMigration(database, migration));
        }

        return services;
    }

    private static SqliteDatabase Create(IServiceProvider provider, string name, bool syncEveryCommit)
    {
        var options = provider.GetRequiredService<StoreOptions>();
        var path = provider.GetRequiredService<DataFolder>().File(name + ".db");
        return new SqliteDatabase(new SqliteFile(name, path, syncEveryCommit, options.LockTimeout), options);
    }
}

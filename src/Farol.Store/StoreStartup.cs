using Farol.Store.Migrations;
using Farol.Store.Postgres;
using Farol.Store.Secrets;
using Farol.Store.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Farol.Store;

/// <summary>Opens folder, key and databases before any other service starts, and closes them after all have stopped.</summary>
internal sealed class StoreStartup(
    StoreOptions options,
    DataFolder folder,
    KeyFile keyFile,
    Migrator migrator,
    [FromKeyedServices(DataFolder.State)] SqliteDatabase state,
    [FromKeyedServices(DataFolder.History)] SqliteDatabase history,
    PostgresDatabase? postgres = null,
    PostgresMigrator? postgresMigrator = null) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors));
        }

        folder.Enter();
        if (postgres is null)
        {
            keyFile.Load(mayCreate: !File.Exists(folder.File("state.db")));
            state.Open(migrator);
        }
        else
        {
            keyFile.Load(mayCreate: await postgres.OpenAsync(postgresMigrator!, cancellationToken));
        }

        history.Open(migrator);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        state.Dispose();
        await (postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
        history.Dispose();
        folder.Dispose();
    }
}

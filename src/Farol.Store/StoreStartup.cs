using Farol.Store.Migrations;
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
    [FromKeyedServices(DataFolder.History)] SqliteDatabase history) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors));
        }

        folder.Enter();
        keyFile.Load(mayCreate: !File.Exists(folder.File("state.db")));
        state.Open(migrator);
        history.Open(migrator);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        state.Dispose();
        history.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }
}

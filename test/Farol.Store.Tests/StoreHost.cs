using Farol.Store.Archives;
using Farol.Store.Caching;
using Farol.Store.Databases;
using Farol.Store.Migrations;
using Farol.Store.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Testing.Support;

namespace Farol.Store.Tests;

/// <summary>The store as a program has it: registered, started, stopped.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    public static readonly Migration Notes = new(
        "notes/0001-notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT");

    private readonly ServiceProvider _services;
    private readonly TemporaryFolder? _ownFolder;

    private StoreHost(ServiceProvider services, StoreOptions options, TemporaryFolder? ownFolder)
    {
        _services = services;
        Options = options;
        _ownFolder = ownFolder;
    }

    public StoreOptions Options { get; }

    public IStateDatabase State => _services.GetRequiredService<IStateDatabase>();

    public IHistoryDatabase History => _services.GetRequiredService<IHistoryDatabase>();

    public ISecretBox Secrets => _services.GetRequiredService<ISecretBox>();

    public ICache Cache => _services.GetRequiredService<ICache>();

    public IRemoteCache Remote => _services.GetRequiredService<IRemoteCache>();

    public IStateArchive Archive => _services.GetRequiredService<IStateArchive>();

    public string File(string name) => Path.Combine(Options.DataFolder, name);

    public static async Task<StoreHost> StartAsync(
        string? folder = null,
        Func<StoreOptions, StoreOptions>? change = null,
        TimeProvider? time = null,
        params Migration[] migrations)
    {
        var host = Create(folder, change, time, migrations);
        try
        {
            foreach (var service in host._services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
            {
                await service.StartingAsync(TestContext.Current.CancellationToken);
            }

            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Registered and not started.</summary>
    public static StoreHost Create(string? folder, Func<StoreOptions, StoreOptions>? change, TimeProvider? time, params Migration[] migrations)
    {
        var own = folder is null ? new TemporaryFolder() : null;
        var options = new StoreOptions { DataFolder = folder ?? own!.File("data"), LockTimeout = TimeSpan.FromMilliseconds(100) };
        options = change?.Invoke(options) ?? options;
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddStore(options).AddStateMigrations(migrations.Length == 0 ? [Notes] : migrations);
        services.AddHistoryMigrations(Notes);
        return new StoreHost(services.BuildServiceProvider(), options, own);
    }

    public Task<int> CountAsync() => State.ReadAsync(
        unit => unit.ScalarAsync<int>("SELECT count(*) FROM notes"), TestContext.Current.CancellationToken);

    public Task<int> AddAsync(string text) => State.ExecuteAsync(
        "INSERT INTO notes (text) VALUES (@text)", new { text }, TestContext.Current.CancellationToken);

    public async Task StopAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StoppedAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
        _ownFolder?.Dispose();
    }
}

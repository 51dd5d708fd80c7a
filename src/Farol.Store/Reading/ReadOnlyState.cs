using Farol.Store.Databases;
using Farol.Store.Postgres;
using Farol.Store.Secrets;
using Farol.Store.Sqlite;

namespace Farol.Store.Reading;

/// <summary>The state, read beside a program that runs: nothing is locked, made or brought up to date. Opened with the first unit.</summary>
internal sealed class ReadOnlyState(StoreOptions options, DataFolder folder, KeyFile keyFile) : IStateDatabase, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private SqliteReaders? _file;
    private PostgresDatabase? _server;

    public string Name => DataFolder.State;

    /// <exception cref="StoreException">There is no state, or its key file is missing.</exception>
    public Task<T> ReadAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Open();
        }

        return _server?.ReadAsync(unit, cancellationToken) ?? _file!.ReadAsync(unit, cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken) =>
        throw new StoreException(StoreFault.ReadOnly, "The state was opened for reading.");

    public async ValueTask DisposeAsync()
    {
        _file?.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private void Open()
    {
        if (_file is not null || _server is not null)
        {
            return;
        }

        var path = folder.File("state.db");
        if (options.Postgres is null && !File.Exists(path))
        {
            throw new StoreException(StoreFault.ReadOnly, $"There is no {path}. Give --data DIR if it is elsewhere.");
        }

        keyFile.Load(mayCreate: false);
        if (options.Postgres is { } postgres)
        {
            _server = new PostgresDatabase(postgres, options);
            _server.OpenForReading();
        }
        else
        {
            _file = new SqliteReaders(new SqliteFile(DataFolder.State, path, syncEveryCommit: true, options.LockTimeout), maxReaders: 1);
        }
    }
}

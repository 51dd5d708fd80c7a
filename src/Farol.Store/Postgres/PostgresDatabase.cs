using Farol.Store.Databases;
using Npgsql;

namespace Farol.Store.Postgres;

/// <summary>
/// The state in PostgreSQL. Writes follow one another as they do in a file: code above reads what is there and decides by it, and must not find that
/// somebody else did so at the same time. The order is kept by a queue in this process and by the installation's lock between processes.
/// </summary>
internal sealed class PostgresDatabase(PostgresOptions options, StoreOptions store) : IStateDatabase, IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private NpgsqlDataSource? _source;
    private InstallationLock? _lock;
    private int _waiting;

    public string Name => DataFolder.State;

    /// <summary>Connects, takes the installation's lock, and brings the schema up to date.</summary>
    /// <exception cref="StoreException">Not reachable, refused, in use by another Farol, or of a newer one.</exception>
    /// <returns>True: it was empty, so nothing in it is sealed with a key yet.</returns>
    public async Task<bool> OpenAsync(PostgresMigrator migrator, CancellationToken cancellationToken)
    {
        var source = CreateSource();
        try
        {
            _lock = await InstallationLock.TakeAsync(source, options.Place, cancellationToken);
            var (wasEmpty, _) = await migrator.ApplyAsync(source, options.Place, cancellationToken);
            _source = source;
            return wasEmpty;
        }
        catch (NpgsqlException error)
        {
            await CloseAsync(source);
            throw PostgresFaults.Explain(error, options.Place);
        }
        catch
        {
            await CloseAsync(source);
            throw;
        }
    }

    /// <summary>Takes no lock and looks at no schema: for who only reads, beside a program that runs.</summary>
    public void OpenForReading() => _source = CreateSource();

    public Task<T> ReadAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken) => RunAsync(unit, System.Data.IsolationLevel.RepeatableRead, cancellationToken);

    public async Task<T> WriteAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > store.MaxWaitingWrites)
        {
            Interlocked.Decrement(ref _waiting);
            throw new StoreException(StoreFault.Busy, $"{store.MaxWaitingWrites} writes wait for {options.Place} already: the server does not keep up.");
        }

        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                return await RunAsync(unit, System.Data.IsolationLevel.ReadCommitted, cancellationToken);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _source, null) is not { } source)
        {
            return;
        }

        // What is being written is finished first.
        await _turn.WaitAsync();
        await CloseAsync(source);
        _turn.Release();
    }

    private async Task<T> RunAsync<T>(Func<DatabaseUnit, Task<T>> unit, System.Data.IsolationLevel isolation, CancellationToken cancellationToken)
    {
        var source = _source ?? throw new StoreException(StoreFault.Closed, $"{options.Place} is not open.");
        if (_lock is { IsLost: true })
        {
            throw new StoreException(StoreFault.Unreachable, $"{options.Place}: the connection that held the installation's lock is gone; it is taken again.");
        }

        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(isolation, cancellationToken);
            var value = await unit(new DatabaseUnit(connection, transaction, cancellationToken));
            // From here on it is kept or not, whatever the caller wants by now.
            await transaction.CommitAsync(CancellationToken.None);
            return value;
        }
        catch (NpgsqlException error)
        {
            throw PostgresFaults.Explain(error, options.Place);
        }
    }

    private NpgsqlDataSource CreateSource() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.ConnectionString)
    {
        ApplicationName = "farol",
        MaxPoolSize = options.MaxConnections,
        Timeout = (int)options.ConnectTimeout.TotalSeconds,
        CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
    });

    private async Task CloseAsync(NpgsqlDataSource source)
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
            _lock = null;
        }

        await source.DisposeAsync();
    }
}

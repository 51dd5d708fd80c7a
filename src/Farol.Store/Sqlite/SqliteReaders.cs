using System.Collections.Concurrent;
using Farol.Store.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Farol.Store.Sqlite;

/// <summary>Read connections, opened when needed up to a limit and kept.</summary>
internal sealed class SqliteReaders(SqliteFile file, int maxReaders) : IDisposable
{
    private readonly SemaphoreSlim _free = new(maxReaders, maxReaders);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _closed;

    public async Task<T> ReadAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            if (_closed)
            {
                throw new StoreException(StoreFault.Closed, $"{file.Path} is closed.");
            }

            return await RunAsync(unit, cancellationToken);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, file.Path);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        for (var taken = 0; taken < maxReaders; taken++)
        {
            _free.Wait();
        }

        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _free.Release(maxReaders);
    }

    private async Task<T> RunAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken)
    {
        var connection = _idle.TryTake(out var idle) ? idle : file.OpenReader();
        var sound = false;
        try
        {
            T value;

            // SQLite knows no tokens: a long listing is ended by interrupting its connection.
            using (cancellationToken.UnsafeRegister(static handle => raw.sqlite3_interrupt((sqlite3)handle!), connection.Handle))
            await using (var transaction = connection.BeginTransaction(deferred: true))
            {
                value = await unit(new DatabaseUnit(connection, transaction, cancellationToken));
            }

            sound = true;
            return value;
        }
        finally
        {
            if (sound)
            {
                _idle.Add(connection);
            }
            else
            {
                await connection.DisposeAsync();
            }
        }
    }
}

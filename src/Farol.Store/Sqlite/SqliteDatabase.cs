using Farol.Store.Databases;
using Farol.Store.Migrations;
using Microsoft.Data.Sqlite;

namespace Farol.Store.Sqlite;

/// <summary>A database in one SQLite file: a writer thread and pooled readers over it.</summary>
internal sealed class SqliteDatabase(SqliteFile file, StoreOptions options) : IStateDatabase, IHistoryDatabase, IDisposable
{
    private SqliteWriter? _writer;
    private SqliteReaders? _readers;

    public string Name => file.Name;

    public long SizeBytes => file.SizeBytes;

    /// <summary>Opens the file, brings its schema up to date, and starts taking units.</summary>
    public void Open(Migrator migrator)
    {
        SqliteConnection? connection = null;
        try
        {
            file.Create();
            connection = file.OpenWriter();
            migrator.Apply(file, connection);
        }
        catch (SqliteException error)
        {
            connection?.Dispose();
            throw SqliteFaults.Explain(error, file.Path);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            connection?.Dispose();
            throw new StoreException(
                StoreFault.ReadOnly, $"{file.Path} may not be written. Give this user write permission on it.", error);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }

        _readers = new SqliteReaders(file, options.MaxReaders);
        _writer = new SqliteWriter(file, connection, options.MaxWaitingWrites, options.MaxBatch);
    }

    public Task<T> ReadAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken) =>
        (_readers ?? throw NotOpen()).ReadAsync(unit, cancellationToken);

    public Task<T> WriteAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken) =>
        (_writer ?? throw NotOpen()).WriteAsync(unit, cancellationToken);

    public void Dispose()
    {
        _writer?.Dispose();
        _readers?.Dispose();
        _writer = null;
        _readers = null;
    }

    private StoreException NotOpen() => new(StoreFault.Closed, $"{file.Path} is not open.");
}

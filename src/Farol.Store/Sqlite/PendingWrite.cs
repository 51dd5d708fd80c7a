using Farol.Store.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Farol.Store.Sqlite;

/// <inheritdoc cref="IPendingWrite"/>
internal sealed class PendingWrite<T>(Func<DatabaseUnit, Task<T>> unit, string path, CancellationToken cancellationToken)
    : IPendingWrite
{
    private const string Savepoint = "unit";
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _value;

    public Task<T> Task => _done.Task;

    public bool Run(SqliteConnection connection, SqliteTransaction transaction)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _done.TrySetCanceled(cancellationToken);
            return false;
        }

        transaction.Save(Savepoint);
        try
        {
            // The unit awaits SQLite only, whose calls complete at once: this thread exists to be blocked by them.
            _value = unit(new DatabaseUnit(connection, transaction, cancellationToken)).GetAwaiter().GetResult();
            cancellationToken.ThrowIfCancellationRequested();
            transaction.Release(Savepoint);
            return true;
        }
        catch (Exception error)
        {
            Undo(connection, transaction);
            Fail(error);
            return false;
        }
    }

    public void Complete() => _done.TrySetResult(_value!);

    public void Fail(Exception error)
    {
        if (error is OperationCanceledException)
        {
            _done.TrySetCanceled(cancellationToken);
        }
        else
        {
            _done.TrySetException(error is SqliteException sqlite ? SqliteFaults.Explain(sqlite, path) : error);
        }
    }

    /// <summary>SQLite itself rolls the whole transaction back on a full disk and the like; then there is no savepoint left.</summary>
    private static void Undo(SqliteConnection connection, SqliteTransaction transaction)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
        }
    }
}

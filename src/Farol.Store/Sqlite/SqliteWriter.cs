using System.Collections.Concurrent;
using Farol.Store.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Farol.Store.Sqlite;

/// <summary>
/// The one thread that writes to a database. It takes what waits into one transaction, so that one sync to disk serves
/// all of them; each unit has a savepoint of its own, so that one failing leaves the others alone.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly int _maxBatch;
    private readonly BlockingCollection<IPendingWrite> _waiting;
    private readonly Thread _thread;

    public SqliteWriter(SqliteFile file, SqliteConnection connection, int maxWaiting, int maxBatch)
    {
        _file = file;
        _connection = connection;
        _maxBatch = maxBatch;
        _waiting = new BlockingCollection<IPendingWrite>(maxWaiting);
        _thread = new Thread(Loop) { IsBackground = true, Name = $"store {file.Name} writer" };
        _thread.Start();
    }

    public Task<T> WriteAsync<T>(Func<DatabaseUnit, Task<T>> unit, CancellationToken cancellationToken)
    {
        var write = new PendingWrite<T>(unit, _file.Path, cancellationToken);
        try
        {
            if (_waiting.TryAdd(write))
            {
                return write.Task;
            }
        }
        catch (InvalidOperationException)
        {
            return Task.FromException<T>(Closed());
        }

        return Task.FromException<T>(new StoreException(
            StoreFault.Busy,
            $"{_waiting.BoundedCapacity} writes wait for {_file.Path} already: the disk does not keep up."));
    }

    /// <summary>Finishes what waits, then closes.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _connection.Dispose();
        _waiting.Dispose();
    }

    private StoreException Closed() => new(StoreFault.Closed, $"{_file.Path} is closed.");

    private void Loop()
    {
        var batch = new List<IPendingWrite>(_maxBatch);
        while (_waiting.TryTake(out var first, Timeout.Infinite))
        {
            batch.Add(first);
            while (batch.Count < _maxBatch && _waiting.TryTake(out var next))
            {
                batch.Add(next);
            }

            for (var from = 0; from < batch.Count;)
            {
                from = RunTransaction(batch, from);
            }

            batch.Clear();
        }
    }

    /// <summary>Runs writes of the batch from an index on; answers the index to go on from, should the transaction break.</summary>
    private int RunTransaction(List<IPendingWrite> batch, int from)
    {
        var done = new List<IPendingWrite>(batch.Count - from);
        var next = from;
        try
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            while (next < batch.Count)
            {
                var write = batch[next++];
                if (write.Run(_connection, transaction))
                {
                    done.Add(write);
                }

                if (raw.sqlite3_get_autocommit(_connection.Handle) != 0)
                {
                    throw new SqliteException("The transaction was rolled back by SQLite", raw.SQLITE_FULL);
                }
            }

            transaction.Commit();
        }
        catch (Exception error)
        {
            // Whatever it was, the thread must live on: the callers are told, the next batch tries again.
            if (next == from)
            {
                next = batch.Count;
                done = batch[from..];
            }

            done.ForEach(write => write.Fail(error));
            return next;
        }

        done.ForEach(write => write.Complete());
        return next;
    }
}

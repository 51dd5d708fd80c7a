using Microsoft.Data.Sqlite;

namespace Farol.Store.Sqlite;

/// <summary>A write in the queue. Its caller hears of it only when its transaction is on disk.</summary>
internal interface IPendingWrite
{
    /// <summary>Runs the unit inside the open transaction. False: it failed or was cancelled and its caller has been told.</summary>
    bool Run(SqliteConnection connection, SqliteTransaction transaction);

    /// <summary>The transaction is on disk.</summary>
    void Complete();

    void Fail(Exception error);
}

using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Farol.Store.Sqlite;

/// <summary>SQLite's result codes (sqlite.org/rescode.html) in words for an operator.</summary>
internal static class SqliteFaults
{
    public static StoreException Explain(SqliteException error, string path)
    {
        var (fault, text) = error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (
                StoreFault.Locked,
                $"{path} is locked by another process. Close the program that holds it (a backup, the sqlite3 shell) and try again."),
            raw.SQLITE_READONLY or raw.SQLITE_PERM => (
                StoreFault.ReadOnly,
                $"{path} may not be written. Give this user write permission on the file and its folder."),
            raw.SQLITE_CANTOPEN => (
                StoreFault.ReadOnly,
                $"{path} cannot be opened. Check that the folder exists and that this user may write in it."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (
                StoreFault.Corrupt,
                $"{path} is damaged or is no database. Stop Farol, keep the file aside and put back a copy from the backups folder."),
            raw.SQLITE_FULL => (
                StoreFault.DiskFull,
                $"No space left for {path}. Free some disk space; nothing of this write was kept."),
            raw.SQLITE_CONSTRAINT => (StoreFault.Constraint, $"The change is refused by the schema: {error.Message}"),
            _ => (StoreFault.Failed, $"{path}: {error.Message} (code {error.SqliteExtendedErrorCode})"),
        };
        return new StoreException(fault, text, error);
    }
}

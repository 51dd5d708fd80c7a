using Dapper;
using Farol.Store.Migrations;
using Farol.Store.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Farol.Store.Archives;

/// <summary>One copy of the state as an SQLite file, while it is written or read.</summary>
internal sealed class ArchiveFile : IDisposable
{
    private ArchiveFile(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <exception cref="StoreException">It is there already, or cannot be written.</exception>
    public static ArchiveFile Create(string path)
    {
        if (File.Exists(path))
        {
            throw new StoreException(StoreFault.ReadOnly, $"{path} is there already. Name a new file.");
        }

        try
        {
            new SqliteFile(DataFolder.State, path, true, TimeSpan.FromSeconds(1)).Create();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.ReadOnly, $"{path} cannot be written: {unwritable.Message}", unwritable);
        }

        return Open(path, SqliteOpenMode.ReadWrite);
    }

    /// <exception cref="StoreException">It is not there, or no copy of the state.</exception>
    public static ArchiveFile OpenExisting(string path)
    {
        if (!File.Exists(path))
        {
            throw new StoreException(StoreFault.ReadOnly, $"There is no {path}.");
        }

        var file = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            if (file.Connection.ExecuteScalar<string>("PRAGMA integrity_check") == "ok"
                && file.Connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations')"))
            {
                return file;
            }
        }
        catch (SqliteException error) when (error.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT)
        {
            // Said below, with the rest that is no copy.
        }

        file.Dispose();
        throw new StoreException(StoreFault.Corrupt, $"{path} is no backup of Farol's state, or is damaged. Nothing was changed.");
    }

    public IReadOnlyList<AppliedMigration> Applied() => Connection.Query<AppliedMigration>("SELECT name, checksum FROM schema_migrations ORDER BY name").AsList();

    public IReadOnlyList<string> Tables() => Connection.Query<string>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migrations' ORDER BY name").AsList();

    public IReadOnlyList<(string Table, long Count)> Count() => [.. Tables().Select(t => (t, Connection.ExecuteScalar<long>($"SELECT count(*) FROM \"{t}\"")))];

    public void Dispose() => Connection.Dispose();

    private static ArchiveFile Open(string path, SqliteOpenMode mode)
    {
        _ = SqliteLibrary.Version;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, ForeignKeys = false }.ToString());
        try
        {
            connection.Open();
            return new ArchiveFile(connection);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw SqliteFaults.Explain(error, path);
        }
    }
}

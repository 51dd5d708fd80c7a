using Microsoft.Data.Sqlite;

namespace Farol.Store.Sqlite;

/// <summary>One database file and how its connections are opened.</summary>
internal sealed class SqliteFile(string name, string path, bool syncEveryCommit, TimeSpan lockTimeout)
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>"state" or "history".</summary>
    public string Name => name;

    public string Path => path;

    public long SizeBytes => Length(path) + Length(path + "-wal");

    /// <summary>Creates the file, readable by its owner only, before SQLite would create it with the umask's mode.
    /// SQLite gives its log and index files the same mode.</summary>
    public void Create()
    {
        if (!File.Exists(path))
        {
            using var _ = new FileStream(
                path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, UnixCreateMode = Mode });
        }

        File.SetUnixFileMode(path, Mode);
    }

    public SqliteConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, $"PRAGMA synchronous={(syncEveryCommit ? "FULL" : "NORMAL")}");
        return connection;
    }

    public SqliteConnection OpenReader()
    {
        var connection = Open(SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA query_only=1");
        return connection;
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        _ = SqliteLibrary.Version;

        // DefaultTimeout is the library's own retry of a locked statement, in whole seconds.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Cache = SqliteCacheMode.Private,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = Math.Max(1, (int)lockTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout={(int)lockTimeout.TotalMilliseconds}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Length(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? info.Length : 0;
    }
}

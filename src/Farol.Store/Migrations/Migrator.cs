using Dapper;
using Farol.Store.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Farol.Store.Migrations;

/// <summary>Brings a database forward, all pending steps in one transaction; what it had before is copied first.</summary>
internal sealed class Migrator(
    IEnumerable<RegisteredMigration> registered, DatabaseBackups backups, TimeProvider time, ILogger<Migrator> logger)
{
    public const string Table = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          name TEXT PRIMARY KEY,
          checksum TEXT NOT NULL,
          applied_at_ms INTEGER NOT NULL) STRICT
        """;

    /// <returns>The steps that were applied now.</returns>
    public IReadOnlyList<string> Apply(SqliteFile file, SqliteConnection connection)
    {
        var known = registered.Where(r => r.Database == file.Name).Select(r => r.Migration).ToList();

        // BEGIN IMMEDIATE is the lock: another process that migrates waits here, then finds nothing to do.
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(Table, transaction: transaction);
        var applied = connection.Query<AppliedMigration>(
            "SELECT name, checksum FROM schema_migrations", transaction: transaction).AsList();
        var pending = MigrationPlan.Pending(file.Path, known, applied, m => m.Sqlite);
        if (pending.Count > 0)
        {
            if (applied.Count > 0)
            {
                backups.Copy(file);
            }

            pending.AsList().ForEach(migration => Apply(file, connection, transaction, migration));
        }

        transaction.Commit();
        IReadOnlyList<string> now = [.. pending.Select(m => m.Name)];
        MigrationLog.Write(logger, file.Name, applied.Count == 0, now);
        return now;
    }

    /// <summary>Writes down that a step was applied.</summary>
    public static void Note(SqliteConnection connection, SqliteTransaction transaction, Migration migration, DateTimeOffset at) => connection.Execute(
        "INSERT INTO schema_migrations (name, checksum, applied_at_ms) VALUES (@Name, @Checksum, @At)",
        new { migration.Name, Checksum = MigrationPlan.Checksum(migration.Sqlite), At = at.ToUnixTimeMilliseconds() },
        transaction);

    private void Apply(SqliteFile file, SqliteConnection connection, SqliteTransaction transaction, Migration migration)
    {
        try
        {
            connection.Execute(migration.Sqlite, transaction: transaction);
        }
        catch (SqliteException error)
        {
            throw new StoreException(
                StoreFault.Failed, $"{file.Path}: the schema step {migration.Name} failed: {error.Message}. Nothing was changed.", error);
        }

        Note(connection, transaction, migration, time.GetUtcNow());
    }
}

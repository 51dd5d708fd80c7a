using Dapper;
using Farol.Store.Migrations;
using Farol.Store.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Farol.Store.Archives;

/// <inheritdoc/>
internal sealed class PostgresArchive(PostgresOptions options, IEnumerable<RegisteredMigration> registered, PostgresMigrator migrator, TimeProvider time) : IStateArchive
{
    private IReadOnlyList<Migration> Known => [.. registered.Where(r => r.Database == DataFolder.State).Select(r => r.Migration)];

    public Task<ArchiveReport> BackUpAsync(string file, CancellationToken cancellationToken) => ExplainedAsync(async source =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        if (await connection.ExecuteScalarAsync<string?>("SELECT to_regclass('schema_migrations')::text", transaction: transaction) is null)
        {
            throw new StoreException(StoreFault.ReadOnly, $"{options.Place} holds no state of Farol: nothing to back up.");
        }

        var applied = (await connection.QueryAsync<AppliedMigration>("SELECT name, checksum FROM schema_migrations", transaction: transaction)).AsList();
        MigrationPlan.Pending(options.Place, Known, applied, m => m.Postgres!);
        using var archive = ArchiveFile.Create(file);
        await using var writing = archive.Connection.BeginTransaction();
        WriteSchema(archive.Connection, writing, applied);
        foreach (var table in archive.Tables())
        {
            await TableCopy.ToFileAsync(connection, archive.Connection, writing, table, cancellationToken);
        }

        await writing.CommitAsync(cancellationToken);
        return new ArchiveReport(options.Place, archive.Count());
    });

    public Task<ArchiveReport> RestoreAsync(string file, CancellationToken cancellationToken) => ExplainedAsync(async source =>
    {
        using var archive = ArchiveFile.OpenExisting(file);
        var applied = archive.Applied();
        MigrationPlan.Pending(file, Known, applied, m => m.Sqlite);
        await using var held = await InstallationLock.TakeAsync(source, options.Place, cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace", transaction: transaction) > 0)
        {
            throw new StoreException(StoreFault.Constraint, $"{options.Place} is not empty. Create a new database (createdb NAME) and name it in FAROL_DATABASE_URL; nothing was changed.");
        }

        var names = applied.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        await migrator.ApplyAsync(connection, transaction, options.Place, m => names.Contains(m.Name), cancellationToken);
        foreach (var table in await TableCopy.ParentsFirstAsync(connection, transaction, archive.Tables()))
        {
            await TableCopy.FromFileAsync(archive.Connection, connection, transaction, table, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new ArchiveReport(options.Place, archive.Count());
    });

    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken) => ExplainedAsync(async source =>
    {
        await using var held = await InstallationLock.TakeAsync(source, options.Place, cancellationToken);
        return (await migrator.ApplyAsync(source, options.Place, cancellationToken)).Now;
    });

    private void WriteSchema(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<AppliedMigration> applied)
    {
        connection.Execute(Migrator.Table, transaction: transaction);
        var names = applied.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var migration in Known.Where(m => names.Contains(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            connection.Execute(migration.Sqlite, transaction: transaction);
            Migrator.Note(connection, transaction, migration, time.GetUtcNow());
        }
    }

    private async Task<T> ExplainedAsync<T>(Func<NpgsqlDataSource, Task<T>> work)
    {
        await using var source = NpgsqlDataSource.Create(options.ConnectionString);
        try
        {
            return await work(source);
        }
        catch (NpgsqlException error)
        {
            throw PostgresFaults.Explain(error, options.Place);
        }
        catch (SqliteException error)
        {
            throw new StoreException(StoreFault.Failed, $"The backup: {error.Message}", error);
        }
    }
}

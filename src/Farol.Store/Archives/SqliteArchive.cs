using Farol.Store.Migrations;
using Farol.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Farol.Store.Archives;

/// <inheritdoc/>
internal sealed class SqliteArchive(StoreOptions options, DataFolder folder, DatabaseBackups backups, IEnumerable<RegisteredMigration> registered, Migrator migrator) : IStateArchive
{
    public Task<ArchiveReport> BackUpAsync(string file, CancellationToken cancellationToken)
    {
        var state = State();
        if (!File.Exists(state.Path))
        {
            throw new StoreException(StoreFault.ReadOnly, $"There is no {state.Path}: nothing to back up. Give --data DIR if it is elsewhere.");
        }

        using var archive = ArchiveFile.Create(file);
        try
        {
            using var source = state.OpenReader();
            source.BackupDatabase(archive.Connection);
            // What a copy inherits is the log mode of a database that is written to; this one is moved about.
            SqliteFile.Execute(archive.Connection, "PRAGMA journal_mode=DELETE");
            return Task.FromResult(new ArchiveReport(state.Path, archive.Count()));
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, file);
        }
    }

    public Task<ArchiveReport> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        using var archive = ArchiveFile.OpenExisting(file);
        MigrationPlan.Pending(file, [.. registered.Where(r => r.Database == DataFolder.State).Select(r => r.Migration)], archive.Applied(), m => m.Sqlite);
        folder.Enter();
        try
        {
            var state = State();
            if (File.Exists(state.Path))
            {
                backups.Copy(state);
            }

            var draft = state.Path + ".restored";
            File.Delete(draft);
            using (var target = ArchiveFile.Create(draft))
            {
                archive.Connection.BackupDatabase(target.Connection);
            }

            File.Delete(state.Path + "-wal");
            File.Delete(state.Path + "-shm");
            File.Move(draft, state.Path, overwrite: true);
            return Task.FromResult(new ArchiveReport(state.Path, archive.Count()));
        }
        finally
        {
            folder.Dispose();
        }
    }

    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        folder.Enter();
        try
        {
            var state = State();
            state.Create();
            using var connection = state.OpenWriter();
            return Task.FromResult(migrator.Apply(state, connection));
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Explain(error, State().Path);
        }
        finally
        {
            folder.Dispose();
        }
    }

    private SqliteFile State() => new(DataFolder.State, folder.File("state.db"), true, options.LockTimeout);
}

using Dapper;
using Farol.Store.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Farol.Store.Postgres;

/// <summary>Brings the schema forward, all pending steps in one transaction: PostgreSQL takes back schema changes as it does rows.</summary>
internal sealed class PostgresMigrator(IEnumerable<RegisteredMigration> registered, TimeProvider time, ILogger<PostgresMigrator> logger)
{
    private const string Table = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          name TEXT PRIMARY KEY,
          checksum TEXT NOT NULL,
          applied_at_ms BIGINT NOT NULL)
        """;

    /// <exception cref="StoreException">The database is of a newer Farol, or a step failed; nothing was changed.</exception>
    /// <returns>Whether no step had been applied before, and the steps that were applied now.</returns>
    public async Task<(bool WasEmpty, IReadOnlyList<string> Now)> ApplyAsync(NpgsqlDataSource source, string place, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var done = await ApplyAsync(connection, transaction, place, _ => true, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        MigrationLog.Write(logger, place, done.WasEmpty, done.Now);
        return done;
    }

    /// <summary>The same within a transaction that the caller commits.</summary>
    /// <param name="wanted">Steps that it is about; others are left for later.</param>
    public async Task<(bool WasEmpty, IReadOnlyList<string> Now)> ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string place, Func<Migration, bool> wanted, CancellationToken cancellationToken)
    {
        var known = registered.Where(r => r.Database == DataFolder.State).Select(r => r.Migration).ToList();
        if (known.Find(m => m.Postgres is null) is { } missing)
        {
            throw new StoreException(StoreFault.Incompatible, $"The schema step {missing.Name} has no form for PostgreSQL.");
        }

        await connection.ExecuteAsync(new CommandDefinition(Table, null, transaction, cancellationToken: cancellationToken));
        var applied = (await connection.QueryAsync<AppliedMigration>(
            new CommandDefinition("SELECT name, checksum FROM schema_migrations", null, transaction, cancellationToken: cancellationToken))).AsList();
        var pending = MigrationPlan.Pending(place, known, applied, m => m.Postgres!).Where(wanted).ToList();
        foreach (var migration in pending)
        {
            await ApplyAsync(connection, transaction, migration, place, cancellationToken);
        }

        return (applied.Count == 0, [.. pending.Select(m => m.Name)]);
    }

    private async Task ApplyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Migration migration, string place, CancellationToken cancellationToken)
    {
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(migration.Postgres!, null, transaction, cancellationToken: cancellationToken));
        }
        catch (PostgresException error)
        {
            throw new StoreException(StoreFault.Failed, $"{place}: the schema step {migration.Name} failed: {error.MessageText}. Nothing was changed.", error);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO schema_migrations (name, checksum, applied_at_ms) VALUES (@Name, @Checksum, @At)",
            new { migration.Name, Checksum = MigrationPlan.Checksum(migration.Postgres!), At = time.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction,
            cancellationToken: cancellationToken));
    }
}

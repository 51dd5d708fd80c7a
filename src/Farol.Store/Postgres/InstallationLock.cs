using Npgsql;

namespace Farol.Store.Postgres;

/// <summary>
/// One Farol a database: a session lock that PostgreSQL gives up by itself when the process or the connection ends. When the connection is lost it is
/// taken again; if another process was quicker, writes here stay refused.
/// </summary>
internal sealed class InstallationLock : IAsyncDisposable
{
    /// <summary>"farol" in ASCII; any number would do that nobody else takes.</summary>
    public const long Key = 0x66_61_72_6f_6c;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(2);
    private readonly NpgsqlDataSource _source;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private volatile bool _isLost;

    private InstallationLock(NpgsqlDataSource source, NpgsqlConnection connection)
    {
        _source = source;
        _watching = WatchAsync(connection, _stop.Token);
    }

    /// <summary>The connection is gone and the lock is not taken again yet.</summary>
    public bool IsLost => _isLost;

    /// <exception cref="StoreException">Another process has it.</exception>
    public static async Task<InstallationLock> TakeAsync(NpgsqlDataSource source, string place, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        if (await TryTakeAsync(connection, cancellationToken))
        {
            return new InstallationLock(source, connection);
        }

        await connection.DisposeAsync();
        throw new StoreException(StoreFault.Locked, $"{place} is in use by another Farol process. Stop that one, or give this one a database of its own.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static async Task<bool> TryTakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_try_advisory_lock($1)";
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Key });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task WatchAsync(NpgsqlConnection first, CancellationToken cancellationToken)
    {
        var connection = first;
        using var timer = new PeriodicTimer(_look);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                connection = await LookAsync(connection, cancellationToken);
            }
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<NpgsqlConnection> LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            if (!_isLost)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT 1";
                await command.ExecuteScalarAsync(cancellationToken);
                return connection;
            }
        }
        catch (NpgsqlException)
        {
            _isLost = true;
        }

        await connection.DisposeAsync();
        try
        {
            connection = await _source.OpenConnectionAsync(cancellationToken);
            _isLost = !await TryTakeAsync(connection, cancellationToken);
        }
        catch (NpgsqlException)
        {
            // Still away: looked for again with the next tick.
        }

        return connection;
    }
}

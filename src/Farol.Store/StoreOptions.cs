using Farol.Store.Caching;
using Farol.Store.Postgres;
using Farol.Store.Redis;

namespace Farol.Store;

/// <summary>Where and how this process stores what must outlive it.</summary>
public sealed record StoreOptions
{
    /// <summary>Folder of <c>state.db</c>, <c>history.db</c>, the key file and backups. Created with mode 0700.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Writes that may wait for the writer of one database; more are refused with <see cref="StoreFault.Busy"/>.
    /// 4096 waiting writes are about a second of work on a slow disk.</summary>
    public int MaxWaitingWrites { get; init; } = 4096;

    /// <summary>Writes that share one transaction. Past some hundreds the sync to disk is already shared well enough.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>Read connections of one database. SQLite reads are processor work, so a few per core are enough.</summary>
    public int MaxReaders { get; init; } = 8;

    /// <summary>How long to wait for a lock that another process (a backup tool, the sqlite3 shell) holds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Copies of <c>state.db</c> kept from before migrations.</summary>
    public int MaxBackups { get; init; } = 5;

    public CacheOptions Cache { get; init; } = new();

    /// <summary>Null: no Redis, the cache lives in this process only.</summary>
    public RedisOptions? Redis { get; init; }

    /// <summary>Null: the state lives in <c>state.db</c>. The history always lives in <c>history.db</c>.</summary>
    public PostgresOptions? Postgres { get; init; }

    /// <summary>Every mistake at once, each naming its setting. Empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Positive(errors, MaxWaitingWrites, nameof(MaxWaitingWrites));
        Positive(errors, MaxBatch, nameof(MaxBatch));
        Positive(errors, MaxReaders, nameof(MaxReaders));
        if (MaxBackups < 0)
        {
            errors.Add($"store {nameof(MaxBackups)} must not be negative");
        }

        if (string.IsNullOrWhiteSpace(DataFolder))
        {
            errors.Add("The data folder is empty: give --data DIR");
        }

        errors.AddRange(Cache.Validate());
        errors.AddRange(Redis?.Validate() ?? []);
        errors.AddRange(Postgres?.Validate() ?? []);
        return errors;
    }

    private static void Positive(List<string> errors, int value, string name)
    {
        if (value < 1)
        {
            errors.Add($"store {name} must be at least 1");
        }
    }
}

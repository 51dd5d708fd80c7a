using System.Collections.Concurrent;

namespace Testing.Support;

/// <summary>
/// Which database the tests of features run on: SQLite, or with <c>FAROL_TEST_DATABASE=postgres</c> a database of its own in a real PostgreSQL for each
/// program that a test starts. The script runs them on both.
/// </summary>
public static class TestDatabase
{
    public const string Variable = "FAROL_TEST_DATABASE";

    /// <summary>The setting that the program reads.</summary>
    public const string Setting = "FAROL_DATABASE_URL";

    private static readonly ConcurrentDictionary<string, Task<string?>> _ofFolder = new(StringComparer.Ordinal);
    private static readonly Lazy<Task<PostgresServer>> _server = new(StartAsync);

    public static bool IsPostgres => Environment.GetEnvironmentVariable(Variable) == "postgres";

    /// <summary>The address of an empty database; null: SQLite, in the data folder.</summary>
    public static async Task<string?> NewUrlAsync() => IsPostgres ? await (await _server.Value).CreateDatabaseAsync() : null;

    /// <summary>The same database for the same data folder: a program that starts again finds its own.</summary>
    public static Task<string?> UrlForAsync(string dataFolder) => IsPostgres ? _ofFolder.GetOrAdd(dataFolder, _ => NewUrlAsync()) : Task.FromResult<string?>(null);

    private static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        await server.StartAsync();
        return server;
    }
}
